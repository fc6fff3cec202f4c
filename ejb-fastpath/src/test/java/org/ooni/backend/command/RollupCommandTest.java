// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.rollup.RollupTables;

final class RollupCommandTest {

  private final RollupTables tables = new RollupTables();
  private final StringWriter out = new StringWriter();
  private final StringWriter messages = new StringWriter();

  @BeforeEach
  void count() throws SQLException {
    tables.empty();
    tables.measure("2026-03-04T05:00:00Z", 10);
    tables.sql("SELECT rollup_drain(1000)");
  }

  @AfterEach
  void empty() throws SQLException {
    tables.empty();
  }

  @Test
  void aWrongCellIsPrintedAndARebuildMendsIt() throws SQLException {
    assertEquals(0, rollup("check", "--start-day=2026-03-01", "--end-day=2026-03-08"));
    assertEquals("", out.toString());
    tables.sql("UPDATE rollup_country_day SET confirmed_count = 3");
    assertEquals(0, rollup("check", "--start-day=2026-03-01", "--end-day=2026-03-04"));
    assertEquals(1, rollup("check", "--start-day=2026-03-04", "--end-day=2026-03-05"));
    assertEquals(
        """
        {"day":"2026-03-04","table":"rollup_country_day","cell":["IT","web_connectivity"],\
        "expected":[10,2,0,0,2,0],"kept":[10,2,3,0,2,0]}
        """,
        out.toString());
    assertTrue(messages.toString().contains("1 cells differ"), messages.toString());
    assertEquals(0, rollup("rebuild", "--start-day=2026-03-04", "--end-day=2026-03-05"));
    assertTrue(messages.toString().contains("10 measurements counted"), messages.toString());
    assertEquals(0, rollup("check", "--start-day=2026-03-01", "--end-day=2026-03-08"));
    assertEquals(List.of(), tables.wrongCells());
  }

  @Test
  void totalsAreCheckedAndMendedWhateverTheDays() throws SQLException {
    tables.sql("UPDATE rollup_network_total SET measurement_count = 1");
    assertEquals(1, rollup("check", "--start-day=2020-01-01", "--end-day=2020-01-02"));
    assertTrue(out.toString().contains("\"day\":\"all\",\"table\":\"rollup_network_total\""));
    assertEquals(0, rollup("rebuild", "--start-day=2020-01-01", "--end-day=2020-01-02"));
    assertEquals(List.of(), tables.wrongCells());
  }

  @Test
  void exitCodesTellWhatWentWrong() {
    assertEquals(2, rollup("check"));
    assertEquals(2, rollup("check", "--start-day=2026-03-04", "--end-day=yesterday"));
    assertEquals(2, rollup("rebuild", "--start-day=2026-03-04", "--end-day=2026-03-04"));
    assertTrue(messages.toString().contains("--end-day must be after"), messages.toString());
    String[] day = {"--start-day=2026-03-04", "--end-day=2026-03-05"};
    assertEquals(2, rollup(Map.of("DATABASE_URL", "https://example.org"), "check", day));
    Map<String, String> away = Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/ooni");
    assertEquals(3, rollup(away, "check", day));
    assertEquals(3, rollup(away, "rebuild", day));
    assertTrue(messages.toString().contains("stopped at 2026-03-04"), messages.toString());
    assertEquals(0, rollup("check", "--help"));
    assertTrue(out.toString().contains("1   cells differ"), out.toString());
  }

  private int rollup(String command, String... options) {
    return rollup(
        Map.of("DATABASE_URL", tables.url(), "DATABASE_USER", "ooni_app"), command, options);
  }

  private int rollup(Map<String, String> environment, String command, String... options) {
    String[] all = new String[options.length + 3];
    all[0] = "rollup";
    all[1] = command;
    all[2] = "--no-progress";
    System.arraycopy(options, 0, all, 3, options.length);
    return FastpathCommand.line(environment)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(messages))
        .execute(all);
  }
}
