// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

/**
 * The tables {@code citizenlab}, {@code url_priorities} and {@code counters_asn_test_list}, read
 * with a time limit of their own: a probe waits for the answer, and there is a list to fall back
 * to.
 */
@ApplicationScoped
class TestListTables {

  private static final String ENTRIES =
      """
      select domain, url, cc, category_code
      from citizenlab
      order by url, cc, category_code, domain
      """;

  private static final String RULES =
      """
      select category_code, cc, domain, url, priority
      from url_priorities
      order by category_code, cc, domain, url
      """;

  private static final String COUNTS_OF_COUNTRY =
      """
      select input, sum(msmt_cnt)
      from counters_asn_test_list
      where week in (?, ?) and probe_cc = ?
      group by input
      """;

  // apart, so that the database need not plan each question anew to see that a network is meant
  private static final String COUNTS_OF_NETWORK =
      """
      select input, sum(msmt_cnt)
      from counters_asn_test_list
      where week in (?, ?) and probe_cc = ? and probe_asn = ?
      group by input
      """;

  private static final int FETCH_SIZE = 5000;

  @Inject ReadDatabase database;

  @Inject
  @ConfigProperty(name = "TEST_LIST_QUERY_TIMEOUT")
  Duration timeout;

  /** All entries and rules, of one moment. */
  TestList read() {
    return database.with(connection -> new TestList(entries(connection), rules(connection)));
  }

  /**
   * How often each URL was measured in this week and the one before.
   *
   * @param week the Sunday that this week began with
   * @param asn the network, unknown for all networks of the country
   */
  Map<String, Long> counts(LocalDate week, CountryCode country, ProbeAsn asn) {
    return database.with(
        connection -> {
          try (PreparedStatement statement =
              prepare(connection, asn.isUnknown() ? COUNTS_OF_COUNTRY : COUNTS_OF_NETWORK)) {
            statement.setObject(1, week);
            statement.setObject(2, week.minusWeeks(1));
            statement.setString(3, country.code());
            if (!asn.isUnknown()) {
              statement.setLong(4, asn.number());
            }
            Map<String, Long> counts = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
              }
            }
            return counts;
          }
        });
  }

  private List<TestListEntry> entries(Connection connection) throws SQLException {
    List<TestListEntry> entries = new ArrayList<>();
    try (PreparedStatement statement = prepare(connection, ENTRIES);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String cc = rows.getString(3).toUpperCase(Locale.ROOT);
        if (CountryCode.isCode(cc)) {
          entries.add(
              new TestListEntry(
                  rows.getString(1), rows.getString(2), new CountryCode(cc), rows.getString(4)));
        }
      }
    }
    return entries;
  }

  private List<PriorityRule> rules(Connection connection) throws SQLException {
    List<PriorityRule> rules = new ArrayList<>();
    try (PreparedStatement statement = prepare(connection, RULES);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        rules.add(
            new PriorityRule(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getInt(5)));
      }
    }
    return rules;
  }

  private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(Math.toIntExact(Math.max(1, timeout.toSeconds())));
    statement.setFetchSize(FETCH_SIZE);
    return statement;
  }
}
