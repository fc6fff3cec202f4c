// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FastpathTableTest {

  private static final String UID = "20260304050607.000000_IT_webconnectivity_0000000000000001";
  private static final BigDecimal HIGHEST_LINK =
      new BigDecimal(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));

  private final MigratedPostgres postgres = MigratedPostgres.shared();

  @BeforeEach
  void empty() throws SQLException {
    postgres.truncateAll();
  }

  @Test
  void secondUpsertReplacesTheFirst() throws SQLException {
    upsert(row("2026-03-04T05:06:07Z").platform("first"));
    upsert(row("2026-03-04T05:06:07Z").platform("second"));
    assertEquals(List.of("second"), rows("SELECT platform FROM fastpath"));
  }

  @Test
  void secondUpsertWithoutStartTimeReplacesTheFirst() throws SQLException {
    upsert(row(null).platform("first"));
    upsert(row(null).platform("second"));
    assertEquals(
        List.of("second in fastpath_default"),
        rows("SELECT platform || ' in ' || tableoid::regclass FROM fastpath"));
  }

  @Test
  void everyTimeFindsAPartition() throws SQLException {
    List<String> times =
        List.of(
            "1970-01-01T00:00:00Z",
            "2011-12-31T23:59:59Z",
            "2012-01-01T00:00:00Z",
            "2019-12-31T23:59:59Z",
            "2020-01-01T00:00:00Z",
            "2026-02-28T23:59:59Z",
            "2026-03-01T00:00:00Z",
            "2027-12-31T23:59:59Z",
            "2028-01-01T00:00:00Z",
            "2106-02-07T06:28:15Z");
    for (String time : times) {
      upsert(row(time));
    }
    assertEquals(
        List.of(
            "fastpath_default",
            "fastpath_default",
            "fastpath_y2012",
            "fastpath_y2019",
            "fastpath_m202001",
            "fastpath_m202602",
            "fastpath_m202603",
            "fastpath_m202712",
            "fastpath_default",
            "fastpath_default"),
        rows("SELECT tableoid::regclass FROM fastpath ORDER BY measurement_start_time"));
  }

  @Test
  void textOfABodyMayBeLong() throws SQLException {
    upsert(row("2026-03-04T05:06:07Z").text(LongText.of(1 << 16)));
    assertEquals(
        List.of("65536 65536 65536"),
        rows(
            "SELECT concat_ws(' ', length(input), length(domain), length(report_id)) FROM fastpath"));
  }

  @Test
  void longDomainIsFoundByItsIndex() throws SQLException {
    String text = LongText.of(1 << 16);
    upsert(row("2026-03-04T05:06:07Z").text(text));
    String query =
        """
        SELECT measurement_uid FROM fastpath
        WHERE left(domain, 255) = left('%1$s', 255) AND domain = '%1$s'
          AND measurement_start_time BETWEEN '2026-03-01Z' AND '2026-04-01Z'
        """
            .formatted(text);
    assertEquals(List.of(UID), rows(query));
    String plan = String.join("\n", rows("EXPLAIN (COSTS OFF) " + query)).replace(text, "");
    assertTrue(plan.contains("left_measurement_start_time_idx"), plan);
  }

  @Test
  void longInputIsFoundByItsIndex() throws SQLException {
    String text = LongText.of(1 << 16);
    upsert(row("2026-03-04T05:06:07Z").text(text));
    String query =
        """
        SELECT measurement_uid FROM fastpath
        WHERE hashtextextended(input, 0) = hashtextextended('%1$s', 0) AND input = '%1$s'
          AND input <> ''
          AND measurement_start_time BETWEEN '2026-03-01Z' AND '2026-04-01Z'
        """
            .formatted(text);
    assertEquals(List.of(UID), rows(query));
    String plan = String.join("\n", rows("EXPLAIN (COSTS OFF) " + query)).replace(text, "");
    assertTrue(plan.contains("hashtextextended_measurement_start_time_idx"), plan);
  }

  @Test
  void linkIdTakesUnsigned64Bits() throws SQLException {
    upsert(row("2026-03-04T05:06:07Z").link(HIGHEST_LINK));
    assertEquals(
        List.of("18446744073709551615"), rows("SELECT ooni_run_link_id::text FROM fastpath"));
  }

  @Test
  void verificationIsOneOfThree() throws SQLException {
    for (String verified : List.of("u", "t", "f")) {
      upsert(row("2026-03-04T05:06:07Z").verified(verified));
    }
    SQLException refusal =
        assertThrows(
            SQLException.class, () -> upsert(row("2026-03-04T05:06:07Z").verified("true")));
    assertTrue(refusal.getMessage().contains("ck_fastpath_is_verified"), refusal::getMessage);
  }

  private static Row row(String startTime) {
    return new Row(startTime, "linux", "", null, "u");
  }

  private void upsert(Row row) throws SQLException {
    String upsert =
        """
        INSERT INTO fastpath (measurement_uid, measurement_start_time, platform, input, domain,
            report_id, ooni_run_link_id, is_verified, scores, anomaly, confirmed, msm_failure)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}', true, true, false)
        ON CONFLICT (measurement_uid, measurement_start_time) DO UPDATE
        SET platform = excluded.platform, is_verified = excluded.is_verified,
            update_time = clock_timestamp()
        """;
    try (Connection connection = postgres.application().getConnection();
        PreparedStatement statement = connection.prepareStatement(upsert)) {
      statement.setString(1, UID);
      statement.setObject(
          2,
          row.startTime == null ? null : OffsetDateTime.parse(row.startTime),
          Types.TIMESTAMP_WITH_TIMEZONE);
      statement.setString(3, row.platform);
      statement.setString(4, row.text);
      statement.setString(5, row.text);
      statement.setString(6, row.text);
      statement.setBigDecimal(7, row.link);
      statement.setString(8, row.verified);
      statement.executeUpdate();
    }
  }

  private List<String> rows(String query) throws SQLException {
    return SchemaSnapshot.rows(postgres.application(), query);
  }

  private record Row(
      String startTime, String platform, String text, BigDecimal link, String verified) {
    Row platform(String value) {
      return new Row(startTime, value, text, link, verified);
    }

    Row text(String value) {
      return new Row(startTime, platform, value, link, verified);
    }

    Row link(BigDecimal value) {
      return new Row(startTime, platform, text, value, verified);
    }

    Row verified(String value) {
      return new Row(startTime, platform, text, link, value);
    }
  }
}
