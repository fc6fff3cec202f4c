// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.ooni.backend.prioritisation.CountingWeek;
import org.ooni.backend.scoring.FastpathRow;

/**
 * The table {@code counters_asn_test_list}: how often each URL of the test lists was measured in a
 * network and week, by which the lists are ordered (probe services 5.1). Written in the transaction
 * that stores the bodies, for bodies that are new: a measurement that is committed again, or that
 * is the alias of another, is not counted again.
 */
final class TestListCounters {

  // in the order of the key, so that two batches that count the same URLs wait for each other and
  // never both at once
  private static final String ADD =
      """
      INSERT INTO counters_asn_test_list AS known (week, probe_cc, probe_asn, input, msmt_cnt)
      SELECT week, probe_cc, probe_asn, input, count(*)
      FROM unnest(?::date[], ?::text[], ?::int8[], ?::text[])
        AS counted (week, probe_cc, probe_asn, input)
      WHERE EXISTS (SELECT FROM citizenlab WHERE url = input)
      GROUP BY week, probe_cc, probe_asn, input
      ORDER BY week, probe_cc, probe_asn, input
      ON CONFLICT (week, probe_cc, probe_asn, input)
        DO UPDATE SET msmt_cnt = known.msmt_cnt + excluded.msmt_cnt
      """;

  private final Connection connection;

  TestListCounters(Connection connection) {
    this.connection = connection;
  }

  /** A measurement that counts if its input is on a test list. */
  record Counted(LocalDate week, String country, long asn, String input) {

    private static final Duration OLDEST = Duration.ofDays(8);

    /** Empty for other nettests, and for one that was not made in the days before it came in. */
    static Optional<Counted> of(FastpathRow row, Instant receivedAt) {
      Instant start = row.measurementStartTime();
      if (!row.testName().equals("web_connectivity")
          || row.input().isEmpty()
          || row.probeAsn() == null
          || start == null
          || !start.isBefore(receivedAt)
          || !start.isAfter(receivedAt.minus(OLDEST))) {
        return Optional.empty();
      }
      return Optional.of(
          new Counted(CountingWeek.of(start), row.probeCc(), row.probeAsn(), row.input()));
    }
  }

  /** Adds one for each. */
  void add(List<Counted> counted) throws SQLException {
    if (counted.isEmpty()) {
      return;
    }
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      new ColumnArrays<>(connection, add, counted)
          .add("date", measurement -> measurement.week().toString())
          .text(Counted::country)
          .add("int8", Counted::asn)
          .text(Counted::input);
      add.executeUpdate();
    }
  }
}
