// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;

/**
 * A measurement as far as it is counted.
 *
 * @param start null when it names no time
 * @param asn null when it names no network
 * @param flags of the letters a, c and f those that are set
 * @param runLink null when it followed none
 */
record Msm(
    String start,
    String cc,
    Long asn,
    String test,
    String domain,
    String input,
    String flags,
    String blocking,
    Long runLink) {

  private static final String INSERT =
      """
      insert into fastpath (measurement_uid, measurement_start_time, probe_cc, probe_asn, test_name,
        domain, input, anomaly, confirmed, msm_failure, blocking_type, ooni_run_link_id, scores,
        platform)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', 'linux')
      """;

  /** One of a web test in Italy. */
  static Msm web(String start, String domain, String flags) {
    return new Msm(
        start, "IT", 3269L, "web_connectivity", domain, "https://" + domain + "/", flags, "", null);
  }

  Msm in(String country) {
    return new Msm(start, country, asn, test, domain, input, flags, blocking, runLink);
  }

  Msm from(Long network) {
    return new Msm(start, cc, network, test, domain, input, flags, blocking, runLink);
  }

  Msm of(String nettest) {
    return new Msm(start, cc, asn, nettest, "", "", flags, blocking, runLink);
  }

  Msm blockedBy(String kind) {
    return new Msm(start, cc, asn, test, domain, input, flags, kind, runLink);
  }

  Msm linkedBy(Long link) {
    return new Msm(start, cc, asn, test, domain, input, flags, blocking, link);
  }

  /** Stores all of them, counts them, and makes the lists of rows (url, cc, category). */
  static void store(DataSource database, List<Msm> rows, List<List<String>> lists)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT);
        PreparedStatement list =
            connection.prepareStatement("insert into citizenlab values ('', ?, ?, ?)");
        Statement drain = connection.createStatement()) {
      for (List<String> row : lists) {
        for (int i = 0; i < row.size(); i++) {
          list.setString(i + 1, row.get(i));
        }
        list.addBatch();
      }
      list.executeBatch();
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i).bindTo(insert, i);
        insert.addBatch();
      }
      insert.executeBatch();
      drain.execute("select rollup_drain(1000000)");
    }
  }

  private void bindTo(PreparedStatement insert, int number) throws SQLException {
    insert.setString(1, "uid-" + number);
    insert.setObject(2, start == null ? null : OffsetDateTime.parse(start));
    insert.setString(3, cc);
    insert.setObject(4, asn);
    insert.setString(5, test);
    insert.setString(6, domain);
    insert.setString(7, input);
    insert.setBoolean(8, flags.contains("a"));
    insert.setBoolean(9, flags.contains("c"));
    insert.setBoolean(10, flags.contains("f"));
    insert.setString(11, blocking);
    insert.setBigDecimal(12, runLink == null ? null : BigDecimal.valueOf(runLink));
  }
}
