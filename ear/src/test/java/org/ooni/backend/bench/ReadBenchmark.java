// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ooni.backend.fastpath.GeneratedLoad;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.runner.PlatformOptions;

/**
 * How fast readers are answered, as medians over HTTP, with a few million generated measurements of
 * three years and with ten times as many; and what a submission takes while many ask the heaviest
 * questions at the same time.
 *
 * <p>{@code -Dbench.rows=2000000,20000000 -Dbench.readers=200 -Dbench.seconds=60}
 */
final class ReadBenchmark {

  private static final int YEARS = 3;
  private static final int PAGES = 1000;

  private final PrintStream out;
  private final LocalPlatform platform;
  private final Reader reader;
  private final GeneratedLoad load;
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Map<String, double[]> medians = new LinkedHashMap<>();
  private final long[] stages =
      Arrays.stream(System.getProperty("bench.rows", "2000000,20000000").split(","))
          .mapToLong(Long::parseLong)
          .toArray();

  private ReadBenchmark(PrintStream out, LocalPlatform platform) {
    this.out = out;
    this.platform = platform;
    this.reader = new Reader(platform.baseUri());
    this.load = new GeneratedLoad(platform::applicationConnection);
  }

  /** The platform it needs: readers are not metered, and PostgreSQL has memory of its own. */
  static PlatformOptions on(PlatformOptions options) {
    return options
        .withEnvironment(Map.of("RATE_LIMIT_ALLOWED", "127.0.0.1/32"))
        .withDatabaseSettings(List.of("shared_buffers=4GB", "max_wal_size=16GB", "work_mem=64MB"));
  }

  static void measure(PrintStream out, LocalPlatform platform) throws Exception {
    new ReadBenchmark(out, platform).run();
  }

  private void run() throws Exception {
    load.referenceData();
    long before = 0;
    List<Shape> shapes = new ReaderShapes(today).all();
    for (int stage = 0; stage < stages.length; stage++) {
      fill(before, stages[stage]);
      before = stages[stage];
      warm(shapes);
      measure(shapes, stage);
      measureSingles(stage);
      size();
    }
    new ReadTable(out, stages).print(shapes, medians);
    new Contention(out, platform, today).run();
  }

  private void fill(long first, long last) throws InterruptedException, SQLException {
    long begin = System.nanoTime();
    long step = Math.max(1, (last - first) / 20);
    long[] next = {step};
    load.measurements(
        first,
        last,
        today.minusYears(YEARS).atStartOfDay().toInstant(ZoneOffset.UTC),
        Duration.ofDays(today.toEpochDay() - today.minusYears(YEARS).toEpochDay()),
        written -> {
          synchronized (next) {
            if (written >= next[0]) {
              next[0] += step;
              out.printf("  %,d of %,d rows%n", first + written, last);
            }
          }
        });
    double written = (System.nanoTime() - begin) / 1e9;
    out.printf(
        "%,d rows written in %.0f s: %.0f/s%n", last - first, written, (last - first) / written);
    while (number("select count(*) from (select from rollup_delta limit 1) waiting") > 0) {
      Thread.sleep(500);
    }
    out.printf("counted after %.0f s%n", (System.nanoTime() - begin) / 1e9);
    try (Connection connection = platform.ownerConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
    }
  }

  private void warm(List<Shape> shapes) throws IOException, InterruptedException {
    out.println("warming up");
    for (Shape shape : shapes) {
      reader.median(shape.path());
    }
  }

  private void measure(List<Shape> shapes, int stage) throws IOException, InterruptedException {
    for (Shape shape : shapes) {
      Reader.Median median = reader.median(shape.path());
      note(shape.name(), stage, median.millis());
      out.printf("%-34s %8.1f ms %,10d bytes%n", shape.name(), median.millis(), median.bytes());
    }
  }

  /** Requests that name what only the generated rows know. */
  private void measureSingles(int stage) throws IOException, InterruptedException {
    JsonNode some = reader.json("/api/v1/measurements?probe_cc=IT&limit=9").at("/results/8");
    String uid = some.get("measurement_uid").asText();
    note("by report", "/api/v1/measurements?report_id=" + some.get("report_id").asText(), stage);
    note("by uid", "/api/v1/measurement_meta?measurement_uid=" + uid, stage);
    String page = "/api/v1/measurements?limit=100&since=" + today.minusDays(150);
    double first = note("page 1", page, stage);
    for (int i = 1; i < PAGES; i++) {
      page = path(reader.json(page).at("/metadata/next_url").asText());
    }
    double last = note("page 1,000 by cursor", page, stage);
    out.printf("page 1,000 by page 1: %.2f%n", last / first);
  }

  private double note(String name, String path, int stage)
      throws IOException, InterruptedException {
    reader.median(path);
    double millis = reader.median(path).millis();
    note(name, stage, millis);
    out.printf("%-34s %8.1f ms%n", name, millis);
    return millis;
  }

  private void note(String name, int stage, double millis) {
    medians.computeIfAbsent(name, any -> new double[stages.length])[stage] = millis;
  }

  private static String path(String url) {
    return url.substring(url.indexOf("/api/"));
  }

  private void size() throws SQLException {
    String tables =
        "select sum(pg_total_relation_size(c.oid)) from pg_class c where c.relkind = 'r'"
            + " and c.relnamespace = 'public'::regnamespace and c.relname like ";
    out.printf(
        "bytes: fastpath %,d, rollups %,d%n",
        number(tables + "'fastpath%'"), number(tables + "'rollup%'"));
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
