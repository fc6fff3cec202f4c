// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.ooni.backend.accept.AcceptedMeasurement;
import org.ooni.backend.bodies.StoredBody;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.schema.MigratedPostgres;

class ParkedReplayTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();

  @Test
  void aDamagedBodyDoesNotKeepTheNextFromItsTurn() throws SQLException {
    postgres.truncateAll();
    ParkedReplay replay = new ParkedReplay();
    replay.tables = new MeasurementTables();
    replay.tables.database = postgres.application();
    replay.tables.testLists = new ToldLists();
    replay.source = new ScoringSource();
    replay.source.use(FingerprintSnapshot.EMPTY);
    replay.scoring = replay.source.scoring();
    replay.pause = new DatabasePause();
    replay.pause.clock = Clock.systemUTC();
    AcceptedMeasurement whole = Measurements.accepted(1, "damaged");
    AcceptedMeasurement damaged =
        new AcceptedMeasurement(
            whole.uid(),
            whole.reportId(),
            whole.receivedAt(),
            whole.digest(),
            new StoredBody(new byte[] {1, 2, 3}, 7, 0, 7));
    replay.tables.park(damaged, "database_refused", "");
    replay.tables.park(Measurements.accepted(2, "good"), "database_refused", "");
    execute("UPDATE parked SET replay_requested = true");
    replay.replay();
    assertEquals("1", value("SELECT count(*) FROM fastpath"));
    assertEquals(
        Measurements.uid(1) + "|scorer_fault|2|f",
        value(
            """
            SELECT string_agg(concat_ws('|', measurement_uid, reason, attempts,
                                        replay_requested), ' ')
            FROM parked
            """));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String value(String sql) throws SQLException {
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
