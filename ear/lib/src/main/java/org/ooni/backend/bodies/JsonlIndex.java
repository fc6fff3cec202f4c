// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.ooni.backend.database.ReadDatabase;

/**
 * The table {@code jsonl}. A measurement is looked up by its id; by report and input only among the
 * entries of old times that have no id, and only when they name one place, because report and input
 * are not unique (measurement API 2.8).
 */
@ApplicationScoped
class JsonlIndex {

  private static final String BY_UID =
      """
      select j.s3path, j.linenum, j.report_id, j.input, j.block_offset, j.block_length,
        coalesce(j.linenum - j.block_line, (select min(b.linenum) from jsonl b
          where b.s3path = j.s3path and b.block_offset = j.block_offset)), j.line_digest
      from jsonl j
      where j.measurement_uid = ?
      order by j.s3path, j.linenum
      limit 1
      """;

  private static final String BY_REPORT =
      """
      select j.s3path, j.linenum, j.report_id, j.input, j.block_offset, j.block_length,
        coalesce(j.linenum - j.block_line, (select min(b.linenum) from jsonl b
          where b.s3path = j.s3path and b.block_offset = j.block_offset)), j.line_digest
      from jsonl j
      where left(j.report_id, 255) = left(?, 255) and j.report_id = ? and j.input = ?
        and j.measurement_uid = ''
      limit 2
      """;

  @Inject ReadDatabase database;

  /**
   * A part of an object that can be unpacked on its own.
   *
   * @param offset of its first byte
   * @param length in bytes
   * @param firstLine number of its first line within the object
   */
  record Block(long offset, int length, int firstLine) {}

  /**
   * Where a measurement lies.
   *
   * @param path key of the object
   * @param line counted from 0 in the object
   * @param block the part with the line, null when the object has none
   * @param digest of the line, null when not known
   */
  record Entry(String path, int line, String reportId, String input, Block block, byte[] digest) {

    /** The same line, to be counted from the start of the object. */
    Entry withoutBlock() {
      return new Entry(path, line, reportId, input, null, digest);
    }

    /** Whether a line has not the bytes that were archived; false when that cannot be told. */
    boolean isAltered(byte[] bytes) {
      return digest != null && !Arrays.equals(digest, LineDigest.of(bytes));
    }

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
          statement.setString(2, key.reportId());
          statement.setString(3, key.input());
          return onlyRow(statement);
        });
  }

  private static Optional<Entry> onlyRow(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      Entry entry =
          new Entry(
              rows.getString(1),
              rows.getInt(2),
              rows.getString(3),
              rows.getString(4),
              block(rows),
              rows.getBytes(8));
      return rows.next() ? Optional.empty() : Optional.of(entry);
    }
  }

  private static Block block(ResultSet rows) throws SQLException {
    long offset = rows.getLong(5);
    return rows.wasNull() ? null : new Block(offset, rows.getInt(6), rows.getInt(7));
  }
}
