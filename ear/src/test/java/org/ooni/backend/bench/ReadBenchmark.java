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
import java.util.Set;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.runner.PlatformOptions;

/**
 * How fast readers are answered, as medians over HTTP, with a few million generated measurements of
 * three years and with ten times as many; and what a submission takes while many ask the heaviest
 * questions at the same time. Each number of rows has a database of its own, which is kept.
 *
 * <p>{@code -Dbench.rows=2000000,20000000 -Dbench.readers=200 -Dbench.seconds=60
 * -Dbench.parts=medians,contention}; {@code -Dbench.parts=fill} measures nothing
 */
final class ReadBenchmark {

  private static final int PAGES = 1000;
  private static final int PAGE_RUNS = 101;
  private static final String MEDIANS = "medians";
  private static final String CONTENTION = "contention";

  private final PrintStream out;
  private final PlatformOptions options;
  private final Map<String, double[]> medians = new LinkedHashMap<>();
  private final List<Shape> asked = new ArrayList<>();
  private final int readers = Integer.getInteger("bench.readers", 200);
  private final Set<String> parts =
      Set.of(System.getProperty("bench.parts", MEDIANS + "," + CONTENTION).split(","));
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
        database.printSize();
        if (parts.contains(MEDIANS)) {
          measure(platform, day, stage);
        }
        if (parts.contains(CONTENTION) && stage == stages.length - 1) {
          new Contention(out, platform, day, readers).run();
        }
      }
    }
    if (parts.contains(MEDIANS)) {
      new ReadTable(out, stages).print(asked, medians);
    }
  }

  /** The platform it needs: readers are not metered, and PostgreSQL has memory of its own. */
  private PlatformOptions forRows(long rows) {
    return options
        .withRunDirectory(options.runDirectory().resolve("reads-" + rows))
        .withEnvironment(
            Map.of("RATE_LIMIT_ALLOWED", "127.0.0.1/32", "ARCHIVE_MINIMUM_AGE", "PT0S"))
        .withDatabaseSettings(
            List.of(
                "shared_buffers=4GB",
                "effective_cache_size=12GB",
                "work_mem=64MB",
                "maintenance_work_mem=512MB",
                "max_wal_size=8GB",
                "checkpoint_timeout=15min"));
  }

  private void measure(LocalPlatform platform, LocalDate day, int stage) throws Exception {
    Reader reader = new Reader(platform.baseUri());
    List<Shape> shapes = new ArrayList<>(new ReaderShapes(day).all());
    shapes.addAll(singles(reader, platform));
    List<Shape> pages = pages(reader, day);
    out.println("warming up");
    for (Shape shape : shapes) {
      reader.median(shape.path());
    }
    for (Shape shape : shapes) {
      keep(shape, reader.median(shape.path()), stage);
    }
    // a few milliseconds each are compared: in turn, and more often
    List<Reader.Median> inTurn =
        reader.medians(pages.stream().map(Shape::path).toList(), PAGE_RUNS);
    for (int i = 0; i < pages.size(); i++) {
      keep(pages.get(i), inTurn.get(i), stage);
    }
    asked.clear();
    asked.addAll(shapes);
    asked.addAll(pages);
  }

  private void keep(Shape shape, Reader.Median median, int stage) {
    medians.computeIfAbsent(shape.name(), any -> new double[stages.length])[stage] =
        median.millis();
    out.printf("%-34s %8.1f ms %,10d bytes%n", shape.name(), median.millis(), median.bytes());
  }

  /** Requests that name what only the rows know. */
  private static List<Shape> singles(Reader reader, LocalPlatform platform) throws Exception {
    JsonNode some = reader.json("/api/v1/measurements?probe_cc=IT&limit=9").at("/results/8");
    String uid = some.get("measurement_uid").asText();
    String archived = new ArchivedMeasurement(platform).uid();
    return List.of(
        Shape.list("by report", "report_id=" + some.get("report_id").asText(), 19),
        Shape.single("by uid", uid, 22),
        Shape.single("19 with its bytes, from S3", archived + "&full=true", 0),
        Shape.page("measurement_feedback", "measurement_feedback/" + uid, 0));
  }

  private static List<Shape> pages(Reader reader, LocalDate day)
      throws IOException, InterruptedException {
    String query = "limit=100&since=" + day.minusDays(150) + "&until=" + day.plusDays(1);
    Shape first = Shape.list("page 1", query, 0);
    String page = first.path();
    for (int i = 1; i < PAGES; i++) {
      String url = reader.json(page).at("/metadata/next_url").asText();
      page = url.substring(url.indexOf("/api/"));
    }
    return List.of(first, first.named("page 1,000 by cursor", page));
  }
}
