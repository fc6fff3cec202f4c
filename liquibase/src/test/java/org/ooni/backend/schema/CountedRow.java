// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A row of fastpath as far as the rollups look at it. */
record CountedRow(
    String uid,
    String time,
    String country,
    Long network,
    String test,
    String domain,
    String input,
    Boolean anomaly,
    Boolean confirmed,
    Boolean failure) {

  private static final String UPSERT =
      """
      INSERT INTO fastpath (measurement_uid, measurement_start_time, probe_cc, probe_asn, test_name,
        domain, input, anomaly, confirmed, msm_failure, scores, platform)
      SELECT *, '{}', 'linux' FROM unnest(?::text[], ?::timestamptz[], ?::text[], ?::int8[],
        ?::text[], ?::text[], ?::text[], ?::bool[], ?::bool[], ?::bool[])
      ON CONFLICT (measurement_uid, measurement_start_time) DO UPDATE SET
        probe_cc = excluded.probe_cc, probe_asn = excluded.probe_asn,
        test_name = excluded.test_name, domain = excluded.domain, input = excluded.input,
        anomaly = excluded.anomaly, confirmed = excluded.confirmed,
        msm_failure = excluded.msm_failure, update_time = clock_timestamp()
      """;

  /** An ordinary one. */
  static CountedRow of(String uid) {
    return new CountedRow(
        uid,
        "2026-03-04T05:06:07Z",
        "IT",
        30722L,
        "web_connectivity",
        "example.org",
        "https://example.org/",
        false,
        false,
        false);
  }

  /**
   * One of many: a number always has the same time, and a version of it the same verdict, network
   * and domain.
   */
  static CountedRow of(int number, int version) {
    SplittableRandom place = new SplittableRandom(number);
    SplittableRandom verdict = new SplittableRandom(number * 31L + version);
    int minutes = place.nextInt(60 * 24 * 70);
    int site = (int) Math.exp(place.nextDouble() * 5);
    return new CountedRow(
        "uid%08d".formatted(number),
        place.nextInt(50) == 0
            ? null
            : "2026-%02d-%02dT%02d:%02d:00Z"
                .formatted(
                    1 + minutes / 1440 / 28,
                    1 + minutes / 1440 % 28,
                    minutes / 60 % 24,
                    minutes % 60),
        List.of("IT", "DE", "ZZ", "FR").get((int) (place.nextDouble() * place.nextDouble() * 4)),
        verdict.nextInt(20) == 0 ? null : 1000L + place.nextInt(1 + place.nextInt(60)),
        "test_" + place.nextInt(1 + place.nextInt(4)),
        verdict.nextInt(30) == 0 ? "" : site + ".example.org",
        place.nextInt(10) == 0 ? "" : "https://" + site + ".example.org/",
        verdict.nextInt(8) == 0,
        verdict.nextInt(20) == 0,
        verdict.nextInt(15) == 0);
  }

  CountedRow at(String newTime) {
    return new CountedRow(
        uid, newTime, country, network, test, domain, input, anomaly, confirmed, failure);
  }

  CountedRow in(String newCountry, Long newNetwork) {
    return new CountedRow(
        uid, time, newCountry, newNetwork, test, domain, input, anomaly, confirmed, failure);
  }

  CountedRow about(String newTest, String newDomain, String newInput) {
    return new CountedRow(
        uid, time, country, network, newTest, newDomain, newInput, anomaly, confirmed, failure);
  }

  CountedRow verdict(boolean anomalous, boolean isConfirmed, boolean failed) {
    return new CountedRow(
        uid, time, country, network, test, domain, input, anomalous, isConfirmed, failed);
  }

  /** Writes rows as the application does: a row that is there already is replaced. */
  static void upsert(Connection connection, List<CountedRow> rows) throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      bind(upsert, 1, "text", rows, CountedRow::uid);
      bind(upsert, 2, "text", rows, CountedRow::time);
      bind(upsert, 3, "text", rows, CountedRow::country);
      bind(upsert, 4, "int8", rows, CountedRow::network);
      bind(upsert, 5, "text", rows, CountedRow::test);
      bind(upsert, 6, "text", rows, CountedRow::domain);
      bind(upsert, 7, "text", rows, CountedRow::input);
      bind(upsert, 8, "bool", rows, CountedRow::anomaly);
      bind(upsert, 9, "bool", rows, CountedRow::confirmed);
      bind(upsert, 10, "bool", rows, CountedRow::failure);
      upsert.executeUpdate();
    }
  }

  private static void bind(
      PreparedStatement statement,
      int parameter,
      String type,
      List<CountedRow> rows,
      Function<CountedRow, Object> column)
      throws SQLException {
    Object[] values = rows.stream().map(column).toArray();
    statement.setArray(parameter, statement.getConnection().createArrayOf(type, values));
  }
}
