// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.fastpath.ColumnArrays;

/** The table {@code jsonl}: in which object and line a measurement lies. */
final class JsonlTable {

  private static final int ROWS_AT_ONCE = 500;
  private static final long BYTES_AT_ONCE = 4L << 20;

  private static final String INSERT =
      """
      INSERT INTO jsonl (report_id, input, s3path, linenum, measurement_uid, block_offset,
        block_length, block_line, line_digest)
      SELECT report_id, input, s3path, linenum, measurement_uid, block_offset, block_length,
        block_line, decode(line_digest, 'hex')
      FROM unnest(?::text[], ?::text[], ?::int4[], ?::text[], ?::int8[], ?::int4[], ?::int4[],
        ?::text[]) AS line (report_id, input, linenum, measurement_uid, block_offset,
        block_length, block_line, line_digest), CAST(? AS text) AS object (s3path)
      """;

  /** Parameter of the above behind one a column. */
  private static final int OBJECT = 9;

  private static final String DELETE = "DELETE FROM jsonl WHERE s3path = ?";

  private static final String COUNT =
      "SELECT count(DISTINCT measurement_uid) FROM jsonl WHERE s3path = ?";

  private final Connection connection;
  private final String s3path;
  private final List<IndexedLine> pending = new ArrayList<>();
  private long pendingBytes;

  /** The rows of one object. */
  JsonlTable(Connection connection, String s3path) {
    this.connection = connection;
    this.s3path = s3path;
  }

  /** Forgets all of them. */
  void clear() throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setString(1, s3path);
      delete.executeUpdate();
    }
  }

  /** Adds one; some wait until there are enough for a statement. */
  void add(IndexedLine line) throws SQLException {
    pending.add(line);
    pendingBytes += line.weight();
    if (pending.size() >= ROWS_AT_ONCE || pendingBytes >= BYTES_AT_ONCE) {
      flush();
    }
  }

  /** Writes those that wait. */
  void flush() throws SQLException {
    if (pending.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      new ColumnArrays<>(connection, insert, pending)
          .text(IndexedLine::reportId)
          .text(IndexedLine::input)
          .add("int4", IndexedLine::number)
          .text(IndexedLine::uid)
          .add("int8", IndexedLine::blockOffset)
          .add("int4", IndexedLine::blockLength)
          .add("int4", IndexedLine::blockLine)
          .text(IndexedLine::digest);
      insert.setString(OBJECT, s3path);
      insert.executeUpdate();
    }
    pending.clear();
    pendingBytes = 0;
  }

  /** How many measurements the index knows in the object. */
  long count() throws SQLException {
    try (PreparedStatement count = connection.prepareStatement(COUNT)) {
      count.setString(1, s3path);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
