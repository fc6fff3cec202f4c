// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.ooni.backend.database.ReadDatabase;

/**
 * The table {@code jsonl}. A measurement is looked up by its id; by report and input only among
 * the entries of old times that have no id, and only when they name one place, because report and
 * input are not unique (measurement API 2.8).
 */
@ApplicationScoped
class JsonlIndex {

  private static final String BY_UID =
      """
      select distinct s3path, linenum, report_id, coalesce(input, '')
      from jsonl
      where measurement_uid = ?
      order by s3path, linenum
      limit 1
      """;

  private static final String BY_REPORT =
      """
      select distinct s3path, linenum, report_id, coalesce(input, '')
      from jsonl
      where report_id = ? and coalesce(input, '') = ? and coalesce(measurement_uid, '') = ''
      limit 2
      """;

  @Inject ReadDatabase database;

  /**
   * Where a measurement lies.
   *
   * @param path key of the object
   * @param line counted from 0
   */
  record Entry(String path, int line, String reportId, String input) {

    /** The key with the report and the input that the index has, if it had none. */
    BodyKey completed(BodyKey key) {
      return key.knowsReport() ? key : new BodyKey(key.uid(), reportId, input);
    }
  }

  Optional<Entry> find(BodyKey key) {
    Optional<Entry> byUid =
        database.ask(
            BY_UID,
            statement -> {
              statement.setString(1, key.uid().text());
              return onlyRow(statement);
            });
    return byUid.isPresent() || !key.knowsReport() ? byUid : findByReport(key);
  }

  private Optional<Entry> findByReport(BodyKey key) {
    return database.ask(
        BY_REPORT,
        statement -> {
          statement.setString(1, key.reportId());
          statement.setString(2, key.input());
          return onlyRow(statement);
        });
  }

  private static Optional<Entry> onlyRow(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      Entry entry =
          new Entry(rows.getString(1), rows.getInt(2), rows.getString(3), rows.getString(4));
      return rows.next() ? Optional.empty() : Optional.of(entry);
    }
  }
}
