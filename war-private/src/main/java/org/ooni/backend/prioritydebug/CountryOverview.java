// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritydebug;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.prioritisation.PriorityRule;
import org.ooni.backend.prioritisation.TestList;
import org.ooni.backend.prioritisation.TestListEntry;
import org.ooni.backend.prioritisation.TestListRanking;
import org.ooni.backend.prioritisation.TestLists;
import org.ooni.backend.prioritydebug.CountriesPrioritizationResource.Line;

/**
 * Puts test lists, rules and measurements side by side. An entry of the list of all countries has
 * the rules that hold everywhere, unlike in the reference, which adds those of every country to it;
 * and the measurements of all countries.
 */
@ApplicationScoped
class CountryOverview {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final String GLOBAL = "ZZ";

  private static final String MEASUREMENTS =
      """
      select probe_cc, input, count(*), count(*) filter (where anomaly)
      from fastpath
      where measurement_start_time > ? and measurement_start_time <= ?
        and test_name = 'web_connectivity'
        and input in (select url from citizenlab)
      group by probe_cc, input
      """;

  private static final Comparator<Line> ORDER =
      Comparator.comparing(Line::cc)
          .thenComparing(Comparator.comparingLong(Line::priority).reversed())
          .thenComparing(Line::url);

  @Inject TestLists testLists;
  @Inject ReadDatabase database;
  @Inject Clock clock;

  private record Place(String cc, String url) {}

  private record Measured(long count, long anomalies) {

    static final Measured NEVER = new Measured(0, 0);

    Measured plus(Measured other) {
      return new Measured(count + other.count, anomalies + other.anomalies);
    }

    /** Whole, as it always was. */
    int anomalyPercentage() {
      return count == 0 ? 0 : (int) (100 * anomalies / count);
    }
  }

  /** One line for each entry, by country, highest priority first. */
  List<Line> lines() {
    TestList list = testLists.current();
    Map<Place, Measured> measured = database.ask(MEASUREMENTS, this::measured);
    return list.entries().stream()
        .map(entry -> line(entry, list.rules(), measured))
        .sorted(ORDER)
        .toList();
  }

  private static Line line(
      TestListEntry entry, List<PriorityRule> rules, Map<Place, Measured> measured) {
    String cc = entry.country().code();
    Measured found = measured.getOrDefault(new Place(cc, entry.url()), Measured.NEVER);
    List<PriorityRule> holding =
        rules.stream().filter(rule -> rule.holdsIn(entry.country())).toList();
    long priority = TestListRanking.prioritise(List.of(entry), holding).get(0).priority();
    return new Line(
        found.anomalyPercentage(),
        entry.category(),
        cc,
        entry.domain(),
        found.count(),
        priority,
        entry.url());
  }

  private Map<Place, Measured> measured(PreparedStatement statement) throws SQLException {
    Instant now = clock.instant();
    statement.setObject(1, now.minus(WEEK).atOffset(ZoneOffset.UTC));
    statement.setObject(2, now.atOffset(ZoneOffset.UTC));
    Map<Place, Measured> found = new HashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String url = rows.getString(2);
        Measured here = new Measured(rows.getLong(3), rows.getLong(4));
        found.merge(new Place(rows.getString(1), url), here, Measured::plus);
        found.merge(new Place(GLOBAL, url), here, Measured::plus);
      }
    }
    return found;
  }
}
