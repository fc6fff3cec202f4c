// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feedback;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.session.AccountId;

/** The table {@code msmt_feedback}: one status per measurement and account, the last one. */
@ApplicationScoped
class FeedbackTable {

  private static final String COUNT =
      """
      select status, count(*) from msmt_feedback where measurement_uid = ? group by status
      """;

  private static final String OWN =
      """
      select status from msmt_feedback where measurement_uid = ? and account_id = ?
      """;

  private static final String UPSERT =
      """
      insert into msmt_feedback (measurement_uid, account_id, status, update_time)
      values (?, ?, ?, ?)
      on conflict (measurement_uid, account_id)
        do update set status = excluded.status, update_time = excluded.update_time
      """;

  @Inject ReadDatabase reading;
  @Inject Clock clock;

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource writing;

  /** How many accounts gave each status. */
  Map<String, Long> summary(MeasurementUid measurement) {
    return reading.ask(
        COUNT,
        statement -> {
          statement.setString(1, measurement.text());
          Map<String, Long> summary = new TreeMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              summary.put(rows.getString(1), rows.getLong(2));
            }
          }
          return summary;
        });
  }

  /** The status that the account gave, if it did. */
  Optional<String> statusOf(MeasurementUid measurement, AccountId account) {
    return reading.ask(
        OWN,
        statement -> {
          statement.setString(1, measurement.text());
          statement.setString(2, account.text());
          try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
          }
        });
  }

  /** Puts it in place of what the account said before. */
  void put(MeasurementUid measurement, AccountId account, String status) {
    try (Connection connection = writing.getConnection();
        PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      upsert.setString(1, measurement.text());
      upsert.setString(2, account.text());
      upsert.setString(3, status);
      upsert.setObject(4, clock.instant().atOffset(ZoneOffset.UTC));
      upsert.executeUpdate();
    } catch (SQLException e) {
      throw ReadDatabase.meaningOf(e);
    }
  }
}
