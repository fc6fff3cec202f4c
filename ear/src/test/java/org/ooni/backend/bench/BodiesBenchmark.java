// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.runner.PlatformOptions;

/**
 * How long one body takes to be read out of the archive, and how many bytes of it leave the store:
 * by the block that the index names, and by its line number in the whole object, as files are read
 * that others have written. A run directory that holds the archive already is measured as it is.
 *
 * <p>{@code -Dbench.rows=200000 -Dbench.bytes=20000 -Dbench.bodies=1000 -Dbench.scans=100}
 */
final class BodiesBenchmark {

  private static final int WRITERS = 3;
  private static final long HOURS_AGO = 10;
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final int WARM_UP_PART = 10;
  private static final double MILLION = 1e6;

  private final PrintStream out;
  private final LocalPlatform platform;
  private final Reader reader;
  private final int rows = Integer.getInteger("bench.rows", 200_000);
  private final int bytes = Integer.getInteger("bench.bytes", 20_000);
  private final int bodies = Integer.getInteger("bench.bodies", 1000);
  private final int scans = Integer.getInteger("bench.scans", 100);

  private BodiesBenchmark(PrintStream out, LocalPlatform platform) {
    this.out = out;
    this.platform = platform;
    this.reader = new Reader(platform.baseUri());
  }

  /** The platform it needs: its one reader is not metered. */
  static PlatformOptions on(PlatformOptions options) {
    return options.withEnvironment(Map.of("RATE_LIMIT_ALLOWED", "127.0.0.1/32"));
  }

  static void measure(PrintStream out, LocalPlatform platform) throws Exception {
    new BodiesBenchmark(out, platform).run();
  }

  private void run() throws Exception {
    if (number("SELECT count(*) FROM jsonl") < rows) {
      fill();
      archive();
      sql("TRUNCATE spool");
      sql("VACUUM ANALYZE jsonl");
    }
    out.printf(
        "%,d measurements in %,d objects of %,d bytes of lines%n",
        number("SELECT count(*) FROM jsonl"),
        number("SELECT count(*) FROM archive_can"),
        number("SELECT sum(jsonl_bytes) FROM archive_can"));
    out.println("warming up");
    read(randomUids(bodies, 1));
    Read blocks = read(randomUids(bodies, 2));
    forgetBlocks();
    read(randomUids(scans, 3).subList(0, scans / WARM_UP_PART));
    Read scanned = read(randomUids(scans, 4));
    rememberBlocks();
    blocks.print(out, "by block");
    scanned.print(out, "by line number");
    out.printf(
        "by block: %.0f times as fast, %.0f times fewer bytes%n",
        scanned.median() / blocks.median(), scanned.bytesOfEach() / blocks.bytesOfEach());
  }

  /** As if others had written the files. */
  private void forgetBlocks() throws SQLException {
    sql(
        """
        CREATE TABLE known_block AS
        SELECT measurement_uid, block_offset, block_length, block_line FROM jsonl
        """);
    sql("UPDATE jsonl SET block_offset = NULL, block_length = NULL, block_line = NULL");
    sql("VACUUM ANALYZE jsonl");
  }

  private void rememberBlocks() throws SQLException {
    sql(
        """
        UPDATE jsonl SET block_offset = known.block_offset, block_length = known.block_length,
          block_line = known.block_line
        FROM known_block known WHERE known.measurement_uid = jsonl.measurement_uid
        """);
    sql("DROP TABLE known_block");
  }

  private void fill() throws Exception {
    Instant start =
        Clock.systemUTC()
            .instant()
            .truncatedTo(ChronoUnit.HOURS)
            .minus(HOURS_AGO, ChronoUnit.HOURS);
    SpooledBodies source = new SpooledBodies(start, bytes);
    long begin = System.nanoTime();
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    List<Future<?>> parts = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int from = (int) ((long) rows * writer / WRITERS);
      int to = (int) ((long) rows * (writer + 1) / WRITERS);
      parts.add(
          writers.submit(
              () -> {
                try (Connection connection = platform.applicationConnection()) {
                  source.insert(connection, from, to);
                }
                return null;
              }));
    }
    for (Future<?> part : parts) {
      part.get();
    }
    writers.shutdown();
    out.printf("%,d bodies of %,d bytes stored in %.0f s%n", rows, bytes, seconds(begin));
  }

  private void archive() throws Exception {
    long begin = System.nanoTime();
    sql("INSERT INTO archive_request (account_id) VALUES ('benchmark')");
    for (long left = waiting(); left > 0; left = waiting()) {
      out.printf("  %,d to be archived%n", left);
      Thread.sleep(LOOK.toMillis());
    }
    double took = seconds(begin);
    out.printf("archived in %.0f s: %.0f/s%n", took, rows / took);
  }

  private long waiting() throws SQLException {
    return number(
        """
        SELECT count(*) FROM spool LEFT JOIN archive_can USING (can_id)
        WHERE state IS DISTINCT FROM 'INDEXED'
        """);
  }

  /**
   * What reading some bodies took.
   *
   * @param millis of each, the shortest first
   * @param bytes that the store has sent for all
   */
  private record Read(double[] millis, long bytes) {

    double median() {
      return millis[millis.length / 2];
    }

    double bytesOfEach() {
      return (double) bytes / millis.length;
    }

    void print(PrintStream out, String name) {
      out.printf(
          "%-14s %,d read  median %.1f ms  p99 %.1f ms  %,.0f bytes of the archive each%n",
          name, millis.length, median(), millis[millis.length * 99 / 100], bytesOfEach());
    }
  }

  private Read read(List<String> uids) throws IOException, InterruptedException {
    double[] millis = new double[uids.size()];
    long before = sentByStore();
    for (int i = 0; i < millis.length; i++) {
      long start = System.nanoTime();
      reader.get("/api/v1/measurement/" + uids.get(i));
      millis[i] = (System.nanoTime() - start) / MILLION;
    }
    long sent = sentByStore() - before;
    Arrays.sort(millis);
    return new Read(millis, sent);
  }

  /** All that the process of the store has written, which is little but answers. */
  private long sentByStore() throws IOException {
    Path pid = Path.of(System.getProperty("run.dir"), "object-store.pid");
    Path io = Path.of("/proc", Files.readString(pid).strip(), "io");
    for (String line : Files.readAllLines(io)) {
      if (line.startsWith("wchar: ")) {
        return Long.parseLong(line.substring(line.indexOf(' ') + 1));
      }
    }
    throw new IOException("no wchar in " + io);
  }

  private List<String> randomUids(int count, int seed) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Connection connection = platform.applicationConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT measurement_uid FROM jsonl ORDER BY 1");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        all.add(row.getString(1));
      }
    }
    return new Random(seed).ints(count, 0, all.size()).mapToObj(all::get).toList();
  }

  private void sql(String sql) throws SQLException {
    try (Connection connection = platform.ownerConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String query) throws SQLException {
    try (Connection connection = platform.applicationConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
