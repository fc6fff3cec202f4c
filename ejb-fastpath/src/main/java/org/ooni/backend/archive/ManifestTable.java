// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code archive_manifest}, and which can is in which. */
final class ManifestTable {

  private static final int AT_ONCE = 1000;

  private static final String HOURS_DUE =
      """
      SELECT DISTINCT hour FROM archive_can
      WHERE manifest_id IS NULL AND state IN ('INDEXED', 'PURGED')
      ORDER BY hour LIMIT ?
      """;

  private static final String UNLISTED =
      """
      SELECT can_id, hour, probe_cc, nettest, collector, number, jsonl_number, postcan_bytes,
        postcan_sha256, jsonl_bytes, jsonl_sha256, measurements, first_uid, last_uid
      FROM archive_can
      WHERE hour = ? AND manifest_id IS NULL AND state IN ('INDEXED', 'PURGED')
      ORDER BY s3path
      FOR UPDATE SKIP LOCKED
      """;

  private static final String LAST =
      """
      SELECT number, sha256 FROM archive_manifest WHERE hour = ? ORDER BY number DESC LIMIT 1
      """;

  private static final String INSERT =
      """
      INSERT INTO archive_manifest (hour, number, sha256, content) VALUES (?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      RETURNING manifest_id
      """;

  private static final String LIST =
      "UPDATE archive_can SET manifest_id = ? WHERE can_id = ANY (?)";

  private static final String WAITING =
      """
      SELECT manifest_id, s3path FROM archive_manifest WHERE stored_at IS NULL
      ORDER BY manifest_id LIMIT ?
      """;

  private static final String LOCK =
      """
      SELECT content FROM archive_manifest WHERE manifest_id = ? AND stored_at IS NULL
      FOR UPDATE SKIP LOCKED
      """;

  private static final String STORED =
      """
      UPDATE archive_manifest SET content = NULL, stored_at = now(), sha256 = coalesce(?, sha256)
      WHERE manifest_id = ?
      """;

  private static final String UNLIST =
      "UPDATE archive_can SET manifest_id = NULL WHERE manifest_id = ?";

  private final Connection connection;

  ManifestTable(Connection connection) {
    this.connection = connection;
  }

  /** Number of the next one of an hour, and the hash of the last. */
  record Place(int number, Optional<byte[]> previous) {}

  /** One that is to be put. */
  record Made(long id, String key) {}

  /** Hours with objects that are in no manifest. */
  List<String> hoursDue() throws SQLException {
    List<String> hours = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(HOURS_DUE)) {
      select.setInt(1, AT_ONCE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          hours.add(rows.getString(1));
        }
      }
    }
    return hours;
  }

  /** Those objects, for this transaction alone. */
  List<Manifest.Entry> unlisted(String hour) throws SQLException {
    List<Manifest.Entry> entries = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(UNLISTED)) {
      select.setString(1, hour);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          entries.add(entry(row));
        }
      }
    }
    return entries;
  }

  private static Manifest.Entry entry(ResultSet row) throws SQLException {
    HourGroup group =
        HourGroup.of(row.getString(2), row.getString(3), row.getString(4)).orElseThrow();
    String collector = row.getString(5);
    return new Manifest.Entry(
        row.getLong(1),
        new CanName(group, collector, row.getInt(6)).postcan(),
        row.getLong(8),
        row.getBytes(9),
        new CanName(group, collector, row.getInt(7)).jsonl(),
        row.getLong(10),
        row.getBytes(11),
        row.getInt(12),
        row.getString(13),
        row.getString(14));
  }

  Place next(String hour) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LAST)) {
      select.setString(1, hour);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? new Place(row.getInt(1) + 1, Optional.of(row.getBytes(2)))
            : new Place(0, Optional.empty());
      }
    }
  }

  /** Keeps one until it is stored; false when another node has taken its number. */
  boolean insert(
      String hour, int number, byte[] sha256, byte[] content, List<Manifest.Entry> entries)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT);
        PreparedStatement list = connection.prepareStatement(LIST)) {
      insert.setString(1, hour);
      insert.setInt(2, number);
      insert.setBytes(3, sha256);
      insert.setString(4, new String(content, StandardCharsets.UTF_8));
      try (ResultSet row = insert.executeQuery()) {
        if (!row.next()) {
          return false;
        }
        list.setLong(1, row.getLong(1));
      }
      Object[] ids = entries.stream().map(Manifest.Entry::canId).toArray();
      list.setArray(2, connection.createArrayOf("int8", ids));
      list.executeUpdate();
      return true;
    }
  }

  /** Those that were made and not stored, the oldest first. */
  List<Made> waiting() throws SQLException {
    List<Made> made = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(WAITING)) {
      select.setInt(1, AT_ONCE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          made.add(new Made(rows.getLong(1), rows.getString(2)));
        }
      }
    }
    return made;
  }

  /** The content of one, for this transaction alone; nothing when another node has it. */
  Optional<byte[]> lock(Made manifest) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setLong(1, manifest.id());
      try (ResultSet row = lock.executeQuery()) {
        return row.next()
            ? Optional.of(row.getString(1).getBytes(StandardCharsets.UTF_8))
            : Optional.empty();
      }
    }
  }

  void stored(Made manifest) throws SQLException {
    finish(manifest, null);
  }

  /** Another object lies under its name: the name is used up, and what it lists is to be listed. */
  void isAnother(Made manifest, byte[] sha256) throws SQLException {
    finish(manifest, sha256);
    try (PreparedStatement unlist = connection.prepareStatement(UNLIST)) {
      unlist.setLong(1, manifest.id());
      unlist.executeUpdate();
    }
  }

  private void finish(Made manifest, byte[] sha256) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(STORED)) {
      update.setBytes(1, sha256);
      update.setLong(2, manifest.id());
      update.executeUpdate();
    }
  }
}
