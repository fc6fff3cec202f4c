// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.coverage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.nettest.TestGroup;
import org.ooni.backend.place.CountryCode;

/** Counts of a country by day. */
@ApplicationScoped
class CountryCoverage {

  private static final String NETWORKS =
      """
      select day, count(*)
      from (
        select day, probe_asn
        from rollup_network_day
        where probe_cc = ? and day >= ? and day < ? and measurement_count > 0
        group by day, probe_asn
      ) networks
      group by day
      """;

  private static final String NETWORKS_OF_TESTS =
      """
      select day, count(*)
      from (
        select day, probe_asn
        from rollup_network_day
        where probe_cc = ? and day >= ? and day < ? and measurement_count > 0
          and test_id in (select test_id from rollup_test where test_name = any (?))
        group by day, probe_asn
      ) networks
      group by day
      """;

  private static final String MEASUREMENTS =
      """
      select day, test_name, measurement_count
      from rollup_country_day join rollup_test using (test_id)
      where probe_cc = ? and day >= ? and day < ? and measurement_count > 0
      """;

  @Inject ReadDatabase database;

  /** What is counted apart. */
  record Cell(LocalDate day, TestGroup group) {}

  /**
   * Different networks by day.
   *
   * @param tests by which nettests, absent for all
   */
  Map<LocalDate, Long> networks(
      CountryCode country, LocalDate first, int days, Optional<List<String>> tests) {
    return database.ask(
        tests.isPresent() ? NETWORKS_OF_TESTS : NETWORKS,
        statement -> {
          bind(statement, country, first, days);
          if (tests.isPresent()) {
            Object[] names = tests.get().toArray();
            statement.setArray(4, statement.getConnection().createArrayOf("text", names));
          }
          Map<LocalDate, Long> counts = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              counts.put(rows.getObject(1, LocalDate.class), rows.getLong(2));
            }
          }
          return counts;
        });
  }

  /** Measurements of the nettests that are in a group. */
  Map<Cell, Long> measurements(CountryCode country, LocalDate first, int days) {
    return database.ask(
        MEASUREMENTS,
        statement -> {
          bind(statement, country, first, days);
          Map<Cell, Long> counts = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              add(counts, rows);
            }
          }
          return counts;
        });
  }

  private static void add(Map<Cell, Long> counts, ResultSet row) throws SQLException {
    Optional<TestGroup> group = TestGroup.ofTest(row.getString(2));
    if (group.isPresent()) {
      Cell cell = new Cell(row.getObject(1, LocalDate.class), group.get());
      counts.merge(cell, row.getLong(3), Long::sum);
    }
  }

  private static void bind(
      PreparedStatement statement, CountryCode country, LocalDate first, int days)
      throws SQLException {
    statement.setString(1, country.code());
    statement.setObject(2, first);
    statement.setObject(3, first.plusDays(days));
  }
}
