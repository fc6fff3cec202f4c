// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pages;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ooni.backend.pages.StatusNumbers.Hour;
import org.ooni.backend.pages.StatusNumbers.Timer;
import org.ooni.backend.pages.StatusNumbers.Waiting;

/** The parts of the status page that are made of numbers, in HTML. */
final class StatusTables {

  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("accept_log_sweep", "Looks for measurements that were left in the accept log"),
          Map.entry("accepted_minutes", "Counts measurements by minute"),
          Map.entry("archive", "Moves raw measurements to the archive"),
          Map.entry("archive_gauges", "Looks what is left for the archive"),
          Map.entry("expiry", "Deletes what is kept for a time only"),
          Map.entry("export", "Exports months that are over"),
          Map.entry("fingerprints", "Reads the fingerprints"),
          Map.entry("ledger_count", "Counts what became of each hour's measurements"),
          Map.entry("ledger_report", "Tells how many measurements were accepted"),
          Map.entry("parked_replay", "Tries measurements again that were set aside"),
          Map.entry("partitions", "Prepares tables for the months to come"),
          Map.entry("rollup_categories", "Makes charts follow the categories of the test lists"),
          Map.entry("rollup_check", "Compares charts with a recount"),
          Map.entry("rollup_drain", "Adds new measurements to charts"),
          Map.entry("statements", "Reads the statistics of the database"),
          Map.entry("vpn_providers", "Asks the VPN service for its servers"),
          Map.entry("feed asn_metadata", "Fetches the names of networks"),
          Map.entry("feed fingerprints", "Fetches fingerprints of blocking"),
          Map.entry("feed geoip", "Fetches the files of addresses"),
          Map.entry("feed test_lists", "Fetches the test lists"));

  private StatusTables() {}

  /** Rows of what waits. */
  static String waiting(List<Waiting> waiting) {
    StringBuilder rows = new StringBuilder();
    for (Waiting what : waiting) {
      String count =
          what.count() > StatusNumbers.MOST
              ? "more than " + BarChart.number(StatusNumbers.MOST)
              : BarChart.number(what.count());
      rows.append(
          "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td><td>%s</td></tr>\n"
              .formatted(
                  Template.text(what.what()), count, Template.text(what.since().orElse(""))));
    }
    return rows.toString();
  }

  /** Rows of timers. */
  static String timers(List<Timer> timers) {
    StringBuilder rows = new StringBuilder();
    for (Timer timer : timers) {
      String meaning =
          MEANINGS.getOrDefault(
              timer.name(), timer.name().replace('_', ' ').toLowerCase(Locale.ROOT));
      // the last run of a feed is its last success: its table keeps no other
      Optional<String> ended = timer.ended().or(timer::succeeded).map(PageTime::minute);
      boolean failed = timer.succeeded().isEmpty() || isLater(timer);
      rows.append(
          "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"%s\">%s</td></tr>\n"
              .formatted(
                  Template.text(meaning),
                  ended.orElse("not yet"),
                  failed ? "warning" : "ok",
                  timer
                      .succeeded()
                      .map(PageTime::minute)
                      // colour alone tells nobody who does not see it
                      .map(time -> failed ? time + ", failed since" : time)
                      .orElse("not yet")));
    }
    return rows.toString();
  }

  private static boolean isLater(Timer timer) {
    return timer
        .ended()
        .filter(ended -> ended.isAfter(timer.succeeded().orElseThrow()))
        .isPresent();
  }

  /** What was accepted in each hour. */
  static String hours(List<Hour> hours) {
    List<BarChart.Bar> bars =
        hours.stream()
            .map(hour -> new BarChart.Bar(PageTime.hour(hour.hour()), hour.accepted()))
            .toList();
    long all = hours.stream().mapToLong(Hour::accepted).sum();
    String summary = all == 0 ? "None was accepted." : "%s in all.".formatted(BarChart.number(all));
    return new BarChart(
            "ledger",
            "Measurements accepted in each of the last 48 hours that had any",
            summary,
            "Hour",
            bars)
        .html();
  }

  /** Whether the numbers of hours add up. */
  static String unsettled(List<Hour> hours) {
    long open = hours.stream().filter(hour -> !hour.isSettled()).count();
    return open == 0
        ? "Everything that was accepted in these hours has arrived."
        : "Of %s of these hours not everything has arrived yet."
            .formatted(open == 1 ? "one" : BarChart.number(open));
  }
}
