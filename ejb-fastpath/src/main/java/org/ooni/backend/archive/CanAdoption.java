// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.ooni.backend.archive.CanInspection.Differs;

/**
 * Takes published pairs into the index that the database does not know, such as after it was lost:
 * as a can that has gone all its way. Cans that the server has begun are left to it.
 */
public final class CanAdoption {

  private static final String KNOWN =
      """
      SELECT FROM archive_can WHERE hour = ? AND probe_cc = ? AND nettest = ? AND collector = ?
        AND ? IN (number, jsonl_number)
      """;

  private static final String BEGIN =
      """
      INSERT INTO archive_can (hour, probe_cc, nettest, collector, number, jsonl_number, state)
      VALUES (?, ?, ?, ?, ?, ?, 'UPLOADED')
      ON CONFLICT DO NOTHING
      RETURNING can_id
      """;

  private static final String KEYS =
      "UPDATE archive_can SET measurements = ?, first_uid = ?, last_uid = ? WHERE can_id = ?";

  private final DataSource database;

  /** Into a database. */
  public CanAdoption(DataSource database) {
    this.database = database;
  }

  /** Whether the name of a can was given out here, or its can was adopted before. */
  public boolean isKnown(CanName name) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(KNOWN)) {
      bind(select, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Reads both objects of a can to their ends and has the index know each line.
   *
   * @return how many there are; nothing when the can is known meanwhile
   * @throws Differs when they do not say the same; then nothing is taken
   */
  public Optional<Integer> adopt(CanName name, InputStream postcan, InputStream jsonl)
      throws SQLException, IOException, Differs {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        Optional<Integer> adopted = adopt(connection, name, postcan, jsonl);
        connection.commit();
        committed = true;
        return adopted;
      } finally {
        if (!committed) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    }
  }

  private static Optional<Integer> adopt(
      Connection connection, CanName name, InputStream postcan, InputStream jsonl)
      throws SQLException, IOException, Differs {
    Optional<Long> id = begin(connection, name);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Keys keys = new Keys(name);
    JsonlTable lines = new JsonlTable(connection, name.jsonl());
    lines.clear();
    CanInspection.Totals totals =
        new CanInspection(postcan, jsonl)
            .run(
                found -> {
                  keys.expect(found);
                  lines.add(IndexedLine.of(found));
                });
    lines.flush();
    if (totals.measurements() == 0) {
      throw new Differs(true, "there is nothing in it");
    }
    try (PreparedStatement update = connection.prepareStatement(KEYS)) {
      update.setInt(1, totals.measurements());
      update.setString(2, keys.first);
      update.setString(3, keys.last);
      update.setLong(4, id.get());
      update.executeUpdate();
    }
    Can can = new Can(id.get(), name, name, CanState.UPLOADED, totals.measurements(), 0);
    new CanProgress(connection, can).indexed(totals);
    return Optional.of(totals.measurements());
  }

  private static Optional<Long> begin(Connection connection, CanName name) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
      bind(insert, name);
      insert.setInt(6, name.number());
      try (ResultSet row = insert.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  private static void bind(PreparedStatement statement, CanName name) throws SQLException {
    statement.setString(1, name.group().hour());
    statement.setString(2, name.group().country().code());
    statement.setString(3, name.group().nettest());
    statement.setString(4, name.collector());
    statement.setInt(5, name.number());
  }

  /** The smallest and the largest key, and that all are of the group and have their bytes. */
  private static final class Keys {

    private final CanName name;
    private String first = "";
    private String last = "";

    Keys(CanName name) {
      this.name = name;
    }

    void expect(CanInspection.Found found) throws Differs {
      boolean belongs = HourGroup.of(found.uid()).filter(name.group()::equals).isPresent();
      if (!belongs || !Proof.hasHash(found.uid(), found.submission())) {
        throw new Differs(true, "a body is not the one that its name says");
      }
      String uid = found.uid().text();
      first = first.isEmpty() || uid.compareTo(first) < 0 ? uid : first;
      last = uid.compareTo(last) > 0 ? uid : last;
    }
  }
}
