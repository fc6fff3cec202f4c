// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.schema.MigratedPostgres;
import picocli.CommandLine;

class RepairCommandTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-03T12:00:00Z"), ZoneOffset.UTC);
  private static final String UID = "20260102080000.000000_IT_ndt_0123456789abcdef";

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void fill() throws SQLException {
    postgres.truncateAll();
    postgres.sql(
        """
        INSERT INTO spool (measurement_uid, report_id, received_at, digest, size, content_offset,
          content_length, body)
        VALUES ('%s', '', '2026-01-02', sha256(''), 0, 0, 0, '')
        """
            .formatted(UID));
  }

  @Test
  void withoutBeingToldToItNamesWhatIsMissingAndChangesNothing() throws SQLException {
    assertEquals(1, run(database()));
    assertEquals("judged   " + UID + " no verdict\n", out.toString());
    assertTrue(err.toString().startsWith("missing, nothing was changed: stored 0, judged 1,"));
    assertEquals("0", postgres.one("SELECT count(*) FROM parked"));
  }

  @Test
  void toldToItLeavesTheWorkToTheServer() throws SQLException {
    assertEquals(0, run(database(), "--apply", "2026-01-02", "2026-01-02"));
    assertEquals("judged   " + UID + " no verdict\n", out.toString());
    assertEquals(UID, postgres.one("SELECT measurement_uid FROM parked WHERE replay_requested"));
    assertEquals("1", postgres.one("SELECT count(*) FROM archive_request"));
    assertEquals(0, run(database()));
  }

  @Test
  void aWrongDayAndAnAbsentDatabaseAreSaid() {
    assertEquals(2, run(database(), "2.1.2026"));
    assertEquals(3, run(Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/ooni")));
    assertEquals(2, err.toString().lines().filter(line -> line.startsWith("fastpath: ")).count());
  }

  private int run(Map<String, String> environment, String... arguments) {
    return new CommandLine(new RepairCommand(NOON, environment))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private Map<String, String> database() {
    return Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/ooni");
  }
}
