// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.runner.PlatformOptions;

/**
 * A server over a database of so many generated measurements.
 *
 * @param rows how many
 * @param day the day behind the last measurement
 */
record Stage(long rows, LocalPlatform platform, LocalDate day) implements AutoCloseable {

  private static final int PAGES = 1000;

  /** Starts it, and fills its database unless that was done before. */
  static Stage open(PrintStream out, PlatformOptions options, long rows) throws Exception {
    out.printf("starting the server with %,d rows%n", rows);
    LocalPlatform platform = LocalPlatform.start(options);
    boolean filled = false;
    try {
      GeneratedDatabase database =
          new GeneratedDatabase(out, platform, options.runDirectory(), rows);
      Stage stage = new Stage(rows, platform, database.fill());
      database.printSize();
      filled = true;
      return stage;
    } finally {
      if (!filled) {
        platform.close();
      }
    }
  }

  /** What readers ask of it, with whole addresses. */
  List<Shape> shapes() throws Exception {
    List<Shape> shapes = new ArrayList<>(new ReaderShapes(day).all());
    shapes.addAll(singles());
    return shapes.stream().map(this::at).toList();
  }

  /** The first page of a long list, and one far behind it that only a cursor leads to. */
  List<Shape> pages() throws IOException, InterruptedException {
    Reader reader = new Reader(platform.baseUri());
    String query = "limit=100&since=" + day.minusDays(150) + "&until=" + day.plusDays(1);
    Shape first = Shape.list("page 1", query, 0);
    String page = first.path();
    for (int i = 1; i < PAGES; i++) {
      String url = reader.json(page).at("/metadata/next_url").asText();
      page = url.substring(url.indexOf("/api/"));
    }
    return List.of(at(first), at(first.named("page 1,000 by cursor", page)));
  }

  @Override
  public void close() {
    platform.close();
  }

  /** Requests that name what only the rows know. */
  private List<Shape> singles() throws Exception {
    JsonNode some =
        new Reader(platform.baseUri())
            .json("/api/v1/measurements?probe_cc=IT&limit=9")
            .at("/results/8");
    String uid = some.get("measurement_uid").asText();
    String archived = new ArchivedMeasurement(platform).uid();
    return List.of(
        Shape.list("by report", "report_id=" + some.get("report_id").asText(), 19),
        Shape.single("by uid", uid, 22),
        Shape.single("19 with its bytes, from S3", archived + "&full=true", 0),
        Shape.page("measurement_feedback", "measurement_feedback/" + uid, 0));
  }

  private Shape at(Shape shape) {
    return shape.named(shape.name(), platform.baseUri().resolve(shape.path()).toString());
  }
}
