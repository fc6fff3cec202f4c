// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pages;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.ooni.backend.pages.LiveNumbers.Numbers;

/** The front page, for who comes with a browser. */
@Path("/")
@ApplicationScoped
public class LandingResource {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

  private static final String NUMBERS =
      """
      <dl class="numbers">
      <div><dt>measurements today</dt><dd id="measurements">%s</dd></div>
      <div><dt>countries today</dt><dd id="countries">%s</dd></div>
      <div><dt>received in the last hour</dt><dd id="last-hour">%s</dd></div>
      </dl>
      <p class="note">As of <time datetime="%s">%s</time>. %s</p>
      """;
  private static final String CURRENT =
      "Today is the day in UTC on which a measurement began, by the clock of its probe.";
  private static final String OLD =
      "<strong>They cannot be read anew at the moment.</strong> Measurements are received all the"
          + " same; <a href=\"/status\">the status</a> tells more.";
  private static final String NONE =
      """
      <p><strong>The numbers cannot be read at the moment.</strong> Measurements are received all the same;
      <a href="/status">the status</a> tells more.</p>
      """;

  @Inject LiveNumbers live;
  @Inject Layout layout;
  @Inject Clock clock;

  private final Template landing = Template.read("landing.html");

  /** Answers 200, with or without the database. */
  @GET
  public Response landing() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    String main =
        landing.with(
            Map.of(
                "numbers", numbers(live.current()),
                "explorer", layout.explorer(),
                "today", today.toString(),
                "tomorrow", today.plusDays(1).toString()));
    return layout.page("OONI backend", "/", main, "max-age=30");
  }

  private static String numbers(Remembered.Seen<Numbers> seen) {
    return seen.value().map(value -> numbers(value, seen.when(), seen.isCurrent())).orElse(NONE);
  }

  private static String numbers(Numbers numbers, Instant when, boolean isCurrent) {
    String time = MINUTE.format(when);
    return NUMBERS.formatted(
            BarChart.number(numbers.measurements()),
            BarChart.number(numbers.countries()),
            BarChart.number(numbers.lastHour()),
            when,
            time,
            isCurrent ? CURRENT : OLD)
        + chart(numbers).html();
  }

  private static BarChart chart(Numbers numbers) {
    List<BarChart.Bar> bars =
        numbers.minutes().stream()
            .map(minute -> new BarChart.Bar(MINUTE.format(minute.start()), minute.accepted()))
            .toList();
    long highest = bars.stream().mapToLong(BarChart.Bar::value).max().orElse(0);
    String summary =
        highest == 0
            ? "None was received."
            : "%s in all, %s in the busiest minute."
                .formatted(BarChart.number(numbers.lastHour()), BarChart.number(highest));
    return new BarChart(
        "flow", "Measurements received in each minute of the last hour", summary, "Minute", bars);
  }
}
