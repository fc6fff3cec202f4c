// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.accept.AcceptedMeasurement;
import org.ooni.backend.bodies.BodyArchive;
import org.ooni.backend.bodies.BodyKey;
import org.ooni.backend.bodies.BodyLookup;
import org.ooni.backend.bodies.BodySource;
import org.ooni.backend.bodies.StoredBody;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.measurement.MeasurementAliases;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.schema.MigratedPostgres;

class ParkedReplayTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Map<MeasurementUid, BodyLookup> archive = new HashMap<>();
  private final ParkedReplay replay = new ParkedReplay();

  @BeforeEach
  void build() throws SQLException {
    postgres.truncateAll();
    replay.tables = new MeasurementTables();
    replay.tables.database = postgres.application();
    replay.tables.testLists = new ToldLists();
    replay.source = new ScoringSource();
    replay.source.use(FingerprintSnapshot.EMPTY);
    replay.scoring = replay.source.scoring();
    replay.pause = new DatabasePause();
    replay.runs = new TimerRuns(new Meters(), Clock.systemUTC());
    replay.pause.clock = Clock.systemUTC();
    ReadDatabase database = new ReadDatabase(postgres.application(), Duration.ofSeconds(10));
    replay.bodies = new BodyArchive(new MeasurementAliases(database), List.of(new Archive()));
  }

  private final class Archive implements BodySource {
    @Override
    public Stage stage() {
      return Stage.ARCHIVED;
    }

    @Override
    public BodyLookup find(BodyKey key) {
      return archive.getOrDefault(key.uid(), new BodyLookup.NotStored());
    }
  }

  @Test
  void aDamagedBodyDoesNotKeepTheNextFromItsTurn() throws SQLException {
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
    postgres.sql("UPDATE parked SET replay_requested = true");
    replay.replay();
    assertEquals("1", postgres.one("SELECT count(*) FROM fastpath"));
    assertEquals(
        Measurements.uid(1) + "|scorer_fault|2|f",
        postgres.one(
            """
            SELECT string_agg(concat_ws('|', measurement_uid, reason, attempts,
                                        replay_requested), ' ')
            FROM parked
            """));
  }

  @Test
  void aVerdictThatWasLostAfterArchivingIsMadeFromTheArchive() throws SQLException {
    String content =
        "{\"report_id\":\"r\",\"test_name\":\"ndt\",\"probe_cc\":\"IT\",\"probe_asn\":\"AS1\","
            + "\"input\":\"archived\",\"test_keys\":{}}";
    archive.put(Measurements.uid(1), new BodyLookup.Found(content.getBytes(UTF_8)));
    archive.put(Measurements.uid(2), new BodyLookup.Unavailable());
    for (int i = 1; i <= 3; i++) {
      postgres.sql(
          "INSERT INTO parked (measurement_uid, reason, replay_requested) VALUES ('%s', 'x', true)"
              .formatted(Measurements.uid(i)));
    }
    replay.replay();
    assertEquals(
        Measurements.uid(1) + "|archived|ndt",
        postgres.one("SELECT concat_ws('|', measurement_uid, input, test_name) FROM fastpath"));
    assertEquals("0", postgres.one("SELECT count(*) FROM spool"));
    assertEquals(
        Measurements.uid(2) + "|x|t " + Measurements.uid(3) + "|body_missing|f",
        postgres.one(
            """
            SELECT string_agg(concat_ws('|', measurement_uid, reason, replay_requested), ' '
                              ORDER BY measurement_uid)
            FROM parked
            """));
  }
}
