// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.ooni.backend.measurement.Verification;

/**
 * An item of a list (measurement API 3.1), with the name of the network's organisation and the
 * category of the input beside what the reference tells.
 *
 * @param startTime by the probe's clock; null when it named none
 * @param input null for none
 * @param scores a JSON object
 * @param asName null when not known
 * @param category in the global test list, else in the first one that has the input, else null
 */
record ListedMeasurement(
    String uid,
    String reportId,
    String probeCc,
    String probeAsn,
    String testName,
    Instant startTime,
    String input,
    boolean anomaly,
    boolean confirmed,
    boolean failure,
    String scores,
    Verification verification,
    String asName,
    String category) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  static ListedMeasurement of(ResultSet row) throws SQLException {
    OffsetDateTime time = row.getObject("measurement_start_time", OffsetDateTime.class);
    String input = row.getString("input");
    String scores = row.getString("scores");
    return new ListedMeasurement(
        row.getString("measurement_uid"),
        row.getString("report_id"),
        row.getString("probe_cc"),
        "AS" + row.getLong("probe_asn"),
        row.getString("test_name"),
        time == null ? null : time.toInstant(),
        input.isEmpty() ? null : input,
        row.getBoolean("anomaly"),
        row.getBoolean("confirmed"),
        row.getBoolean("msm_failure"),
        scores.isEmpty() ? "{}" : scores,
        Verification.ofColumn(row.getString("is_verified")),
        row.getString("org_name"),
        row.getString("category_code"));
  }

  /** With six digits of a second; null when there is none. */
  String startTimeText() {
    return startTime == null ? null : TIME.format(startTime);
  }

  /** The place in the list behind it. */
  Cursor cursor() {
    return new Cursor(Optional.ofNullable(startTime), uid);
  }
}
