// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** A row of the table fastpath, with values for what a test does not care about. */
final class Row {

  private final Map<String, Object> columns = new LinkedHashMap<>();

  Row(String uid, String startTime) {
    with("measurement_uid", uid);
    with("measurement_start_time", OffsetDateTime.parse(startTime));
    with("test_start_time", OffsetDateTime.parse(startTime));
    with("report_id", "20240110T000500Z_webconnectivity_IT_3269_n1_abcdefghijklmnop");
    with("input", "https://example.org/");
    with("domain", "example.org");
    with("probe_cc", "IT");
    with("probe_asn", 3269L);
    with("test_name", "web_connectivity");
    with("scores", "{\"blocking_general\":0.0}");
    with("platform", "linux");
    with("anomaly", false);
    with("confirmed", false);
    with("msm_failure", false);
  }

  Row with(String column, Object value) {
    columns.put(column, value);
    return this;
  }

  void insertInto(DataSource dataSource) {
    String names = String.join(", ", columns.keySet());
    String marks = String.join(", ", columns.values().stream().map(value -> "?").toList());
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into fastpath (%s) values (%s)".formatted(names, marks))) {
      int position = 1;
      for (Object value : columns.values()) {
        insert.setObject(position++, value);
      }
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
