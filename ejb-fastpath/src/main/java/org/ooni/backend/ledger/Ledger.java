// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.ooni.backend.accept.AcceptedCounts;

/** The numbers of each hour, and what is missing in them. */
public final class Ledger {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyyMMddHH").withZone(ZoneOffset.UTC);

  /** Hours that are counted in one go. */
  private static final int AT_ONCE = 200;

  /** How long after its end an hour should be through. */
  private static final Duration GRACE = Duration.ofHours(2);

  /** Any number will do that nobody else locks in this database. */
  private static final long LOCK = 0x006F_6F6E_6900_0002L;

  private static final String REPORT =
      """
      INSERT INTO accepted_count AS known (log_id, hour, accepted)
      SELECT ?, hour, accepted FROM unnest(?::text[], ?::int8[]) AS log (hour, accepted)
      ON CONFLICT (hour, log_id) DO UPDATE SET accepted = excluded.accepted, reported_at = now()
      WHERE known.accepted < excluded.accepted
      """;

  private final DataSource database;
  private final Clock clock;

  /** Of a database. */
  public Ledger(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Takes over what an accept log has counted. */
  void report(AcceptedCounts counts) throws SQLException {
    Map<String, Long> sorted = new TreeMap<>(counts.byHour());
    try (Connection connection = database.getConnection();
        PreparedStatement report = connection.prepareStatement(REPORT)) {
      report.setString(1, counts.logId());
      report.setArray(2, connection.createArrayOf("text", sorted.keySet().toArray()));
      report.setArray(3, connection.createArrayOf("int8", sorted.values().toArray()));
      report.executeUpdate();
    }
  }

  /** Counts the hours anew in which something may have changed, unless another node does. */
  public void count() throws SQLException {
    try (Connection connection = database.getConnection()) {
      if (!lock(connection, "SELECT pg_try_advisory_lock(?)")) {
        return;
      }
      try {
        for (String hour : new LedgerTable(connection).toCount(AT_ONCE)) {
          count(connection, hour);
        }
      } finally {
        lock(connection, "SELECT pg_advisory_unlock(?)");
      }
    }
  }

  private static boolean lock(Connection connection, String function) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(function)) {
      statement.setLong(1, LOCK);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  /** Counts the hours from one to before another anew, as far as the ledger has them. */
  public List<LedgerRow> recount(String from, String to) throws SQLException {
    try (Connection connection = database.getConnection()) {
      LedgerTable table = new LedgerTable(connection);
      for (LedgerRow row : table.between(from, to)) {
        count(connection, row.hour());
      }
      return table.between(from, to);
    }
  }

  /** The numbers as they were counted last. */
  public List<LedgerRow> between(String from, String to) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return new LedgerTable(connection).between(from, to);
    }
  }

  /** Whether an hour should be through. */
  public boolean isOver(LedgerRow row) {
    return row.hour().compareTo(firstOpenHour()) < 0;
  }

  private void count(Connection connection, String hour) throws SQLException {
    LedgerTable table = new LedgerTable(connection);
    LedgerRow row = table.count(hour);
    table.settle(hour, row.isBalanced() && isOver(row));
  }

  /** What is missing, by the step that should have been taken, in hours that should be through. */
  Map<String, Long> missing() throws SQLException {
    long stored = 0;
    long judged = 0;
    long archived = 0;
    long indexed = 0;
    try (Connection connection = database.getConnection()) {
      for (LedgerRow row : new LedgerTable(connection).unsettledBefore(firstOpenHour())) {
        stored += row.notStored();
        judged += row.unjudged();
        archived += row.waiting() + row.setAside() + Math.abs(row.notArchived());
        indexed += Math.abs(row.notIndexed());
      }
    }
    return Map.of("stored", stored, "judged", judged, "archived", archived, "indexed", indexed);
  }

  /** The first hour that may still be on its way. */
  private String firstOpenHour() {
    return HOUR.format(clock.instant().minus(GRACE));
  }
}
