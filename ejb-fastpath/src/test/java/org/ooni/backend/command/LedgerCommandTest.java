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

class LedgerCommandTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void fill() throws SQLException {
    postgres.truncateAll();
    postgres.sql("INSERT INTO ledger VALUES ('2026112109', 5, 0, 5, 0, 0, 0, 0, 0, 0, 5, 5, true)");
  }

  @Test
  void hoursThatAddUpArePrintedAndAllIsWell() {
    assertEquals(0, run(database()), err::toString);
    assertTrue(out.toString().matches("(?s)hour +accepted.*2026112109 +5 +0 +5 .*"), out::toString);
  }

  @Test
  void whatIsMissingIsNamedAndIsTheExitCode() throws SQLException {
    postgres.sql(
        "INSERT INTO ledger VALUES ('2026112110', 9, 1, 5, 0, 0, 0, 1, 2, 1, 2, 1, false)");
    assertEquals(1, run(database(), "2026-11-21", "2026-11-21"));
    assertTrue(
        out.toString().contains("2 not stored, 1 without verdict, 1 not archived, 1 not indexed"),
        out::toString);
    assertEquals(0, run(database(), "2026-11-22"));
  }

  @Test
  void anHourThatIsNotOverMayBeIncomplete() throws SQLException {
    postgres.sql(
        "INSERT INTO ledger VALUES ('2026112212', 9, 0, 5, 0, 0, 0, 0, 5, 0, 0, 0, false)");
    assertEquals(0, run(database()));
  }

  @Test
  void aRecountReplacesTheNumbers() {
    assertEquals(0, run(database(), "--recount"));
    assertTrue(out.toString().matches("(?s).*2026112109 +- +0 +0 .*"), out::toString);
  }

  @Test
  void aWrongDayAndAnAbsentDatabaseAreSaid() {
    assertEquals(2, run(database(), "22.11.2026"));
    assertEquals(1, run(Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/ooni")));
    assertEquals(2, run(Map.of("DATABASE_URL", "http://127.0.0.1/")));
    assertTrue(err.toString().contains("DATABASE_URL must be like jdbc:"), err::toString);
    assertEquals(2, err.toString().lines().filter(line -> line.startsWith("fastpath: ")).count());
  }

  private int run(Map<String, String> environment, String... arguments) {
    return new CommandLine(new LedgerCommand(NOON, environment))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private Map<String, String> database() {
    return Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/ooni");
  }
}
