// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ooni.backend.runner.PlatformOptions;
import org.ooni.backend.runner.Ports;

/**
 * How fast readers are answered, as medians over HTTP, with a few million generated measurements of
 * three years and with ten times as many; and what a submission takes while many ask the heaviest
 * questions at the same time. Each number of rows has a database of its own, which is kept.
 *
 * <p>{@code -Dbench.rows=2000000,20000000 -Dbench.readers=200 -Dbench.seconds=60
 * -Dbench.parts=medians,contention}; {@code -Dbench.parts=fill} measures nothing
 */
final class ReadBenchmark {

  private static final String MEDIANS = "medians";
  private static final String CONTENTION = "contention";

  private final PrintStream out;
  private final PlatformOptions options;
  private final int readers = Integer.getInteger("bench.readers", 200);
  private final Set<String> parts =
      Set.of(System.getProperty("bench.parts", MEDIANS + "," + CONTENTION).split(","));
  private final long[] rows =
      Arrays.stream(System.getProperty("bench.rows", "2000000,20000000").split(","))
          .mapToLong(Long::parseLong)
          .toArray();

  ReadBenchmark(PrintStream out, PlatformOptions options) {
    this.out = out;
    this.options = options;
  }

  void run() throws Exception {
    List<Stage> stages = new ArrayList<>();
    try {
      for (long number : rows) {
        stages.add(Stage.open(out, forRows(number), number));
      }
      if (parts.contains(MEDIANS)) {
        new ReadMedians(out, stages).print();
      }
      while (stages.size() > 1) {
        stages.remove(0).close();
      }
      if (parts.contains(CONTENTION)) {
        Stage largest = stages.get(0);
        new Contention(out, largest.platform(), largest.day(), readers).run();
      }
    } finally {
      stages.forEach(Stage::close);
    }
  }

  /** The platform it needs: readers are not metered, and PostgreSQL has memory of its own. */
  private PlatformOptions forRows(long rows) {
    return options
        .withPorts(Ports.free())
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
}
