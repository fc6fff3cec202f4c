// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.ooni.backend.fastpath.GeneratedLoad;
import org.ooni.backend.runner.LocalPlatform;

/**
 * A database of so many generated measurements of three years. It is kept when the benchmark ends
 * and used again by the next; who wants another one deletes the directory. A run that was
 * interrupted is taken up: the same rows are written again, which changes nothing.
 *
 * @param out where progress is told
 * @param platform that it belongs to
 * @param directory of the platform
 * @param rows how many
 */
record GeneratedDatabase(PrintStream out, LocalPlatform platform, Path directory, long rows) {

  private static final int YEARS = 3;
  private static final int STEPS = 20;

  /**
   * Fills it, unless that was done before.
   *
   * @return the day behind the last measurement
   */
  LocalDate fill() throws Exception {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Path begun = directory.resolve("generated.day");
    Path filled = directory.resolve("generated.filled");
    if (!Files.exists(begun)) {
      Files.writeString(begun, today.toString());
    }
    LocalDate day = LocalDate.parse(Files.readString(begun));
    if (!Files.exists(filled)) {
      write(day);
      Files.createFile(filled);
      return day;
    }
    if (!day.equals(today)) {
      out.printf("filled on %s: requests without dates meet fewer measurements%n", day);
    }
    removeSubmissions(day);
    return day;
  }

  private void write(LocalDate day) throws Exception {
    GeneratedLoad load = new GeneratedLoad(platform::applicationConnection);
    load.referenceData();
    long begin = System.nanoTime();
    LocalDate first = day.minusYears(YEARS);
    load.measurements(
        0,
        rows,
        first.atStartOfDay().toInstant(ZoneOffset.UTC),
        Duration.ofDays(day.toEpochDay() - first.toEpochDay()),
        this::tell);
    double seconds = (System.nanoTime() - begin) / 1e9;
    out.printf("%,d rows written in %.0f s: %.0f/s%n", rows, seconds, rows / seconds);
    awaitCounts();
    out.printf("counted after %.0f s%n", (System.nanoTime() - begin) / 1e9);
    execute("vacuum analyze");
  }

  private void tell(long written) {
    long step = Math.max(1, rows / STEPS);
    if (written % step == 0) {
      out.printf("  %,d of %,d rows%n", written, rows);
    }
  }

  /** What a run before has submitted is not there any more when the next one measures. */
  private void removeSubmissions(LocalDate day) throws SQLException, InterruptedException {
    long more = execute("delete from fastpath where measurement_start_time >= '%s'".formatted(day));
    if (more > 0) {
      awaitCounts();
    }
  }

  /** Waits until the rollups have all. */
  private void awaitCounts() throws SQLException, InterruptedException {
    while (number("select count(*) from (select from rollup_delta limit 1) waiting") > 0) {
      Thread.sleep(500);
    }
  }

  /** Prints how large its tables are, indexes included. */
  void printSize() throws SQLException {
    String tables =
        "select sum(pg_total_relation_size(c.oid)) from pg_class c where c.relkind = 'r'"
            + " and c.relnamespace = 'public'::regnamespace and c.relname like ";
    out.printf(
        "bytes a row: fastpath %d, rollups %d%n",
        number(tables + "'fastpath%'") / rows, number(tables + "'rollup%'") / rows);
  }

  private long execute(String sql) throws SQLException {
    try (Connection connection = platform.ownerConnection();
        Statement statement = connection.createStatement()) {
      return statement.execute(sql) ? 0 : statement.getLargeUpdateCount();
    }
  }

  private long number(String query) throws SQLException {
    try (Connection connection = platform.ownerConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
