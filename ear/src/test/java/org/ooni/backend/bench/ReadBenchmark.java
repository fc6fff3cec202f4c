// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.runner.PlatformOptions;

/**
 * How fast readers are answered, as medians over HTTP, with a few million generated measurements of
 * three years and with ten times as many; and what a submission takes while many ask the heaviest
 * questions at the same time. Each number of rows has a database of its own, which is kept.
 *
 * <p>{@code -Dbench.rows=2000000,20000000 -Dbench.readers=200 -Dbench.seconds=60}
 */
final class ReadBenchmark {

  private static final int PAGES = 1000;

  private final PrintStream out;
  private final PlatformOptions options;
  private final Map<String, double[]> medians = new LinkedHashMap<>();
  private final List<Shape> asked = new ArrayList<>();
  private final int readers = Integer.getInteger("bench.readers", 200);
  private final long[] stages =
      Arrays.stream(System.getProperty("bench.rows", "2000000,20000000").split(","))
          .mapToLong(Long::parseLong)
          .toArray();

  ReadBenchmark(PrintStream out, PlatformOptions options) {
    this.out = out;
    this.options = options;
  }

  void run() throws Exception {
    for (int stage = 0; stage < stages.length; stage++) {
      PlatformOptions own = forRows(stages[stage]);
      out.printf("starting the server with %,d rows%n", stages[stage]);
      try (LocalPlatform platform = LocalPlatform.start(own)) {
        GeneratedDatabase database =
            new GeneratedDatabase(out, platform, own.runDirectory(), stages[stage]);
        LocalDate day = database.fill();
        measure(new Reader(platform.baseUri()), day, stage);
        database.printSize();
        if (stage == stages.length - 1 && readers > 0) {
          new Contention(out, platform, day, readers).run();
        }
      }
    }
    new ReadTable(out, stages).print(asked, medians);
  }

  /** The platform it needs: readers are not metered, and PostgreSQL has memory of its own. */
  private PlatformOptions forRows(long rows) {
    return options
        .withRunDirectory(options.runDirectory().resolve("reads-" + rows))
        .withEnvironment(Map.of("RATE_LIMIT_ALLOWED", "127.0.0.1/32"))
        .withDatabaseSettings(
            List.of(
                "shared_buffers=4GB",
                "effective_cache_size=12GB",
                "work_mem=64MB",
                "maintenance_work_mem=512MB",
                "max_wal_size=8GB",
                "checkpoint_timeout=15min"));
  }

  private void measure(Reader reader, LocalDate day, int stage)
      throws IOException, InterruptedException {
    List<Shape> shapes = new ReaderShapes(day).all();
    asked.clear();
    asked.addAll(shapes);
    warm(reader, shapes);
    measure(reader, shapes, stage);
    measureSingles(reader, day, stage);
  }

  private void warm(Reader reader, List<Shape> shapes)
      throws IOException, InterruptedException {
    out.println("warming up");
    for (Shape shape : shapes) {
      reader.median(shape.path());
    }
  }

  private void measure(Reader reader, List<Shape> shapes, int stage)
      throws IOException, InterruptedException {
    for (Shape shape : shapes) {
      Reader.Median median = reader.median(shape.path());
      note(shape.name(), stage, median.millis());
      out.printf("%-34s %8.1f ms %,10d bytes%n", shape.name(), median.millis(), median.bytes());
    }
  }

  /** Requests that name what only the generated rows know. */
  private void measureSingles(Reader reader, LocalDate day, int stage)
      throws IOException, InterruptedException {
    JsonNode some = reader.json("/api/v1/measurements?probe_cc=IT&limit=9").at("/results/8");
    String uid = some.get("measurement_uid").asText();
    note(reader, "by report", "/api/v1/measurements?report_id=" + some.get("report_id").asText(), stage);
    note(reader, "by uid", "/api/v1/measurement_meta?measurement_uid=" + uid, stage);
    String page = "/api/v1/measurements?limit=100&since=" + day.minusDays(150);
    double first = note(reader, "page 1", page, stage);
    for (int i = 1; i < PAGES; i++) {
      page = path(reader.json(page).at("/metadata/next_url").asText());
    }
    double last = note(reader, "page 1,000 by cursor", page, stage);
    out.printf("page 1,000 by page 1: %.2f%n", last / first);
  }

  private double note(Reader reader, String name, String path, int stage)
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
}
