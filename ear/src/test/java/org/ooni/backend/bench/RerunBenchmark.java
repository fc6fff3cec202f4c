// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.IOException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.runner.PlatformOptions;
import org.ooni.backend.system.FastpathProcess;

/**
 * How fast archived measurements are scored once more, without writing and with, whether the rows
 * are the same each time, and what submissions take meanwhile.
 *
 * <p>{@code -Dbench.measurements=20000 -Dbench.bytes=20000 -Dbench.seconds=30}, and {@code
 * -Dbench.fingerprints.dns=FILE -Dbench.fingerprints.http=FILE} for real ones
 */
final class RerunBenchmark {

  private static final Duration A_WHILE = Duration.ofSeconds(2);
  private static final int CLIENTS = 16;
  private static final int PROBES = 10;
  private static final Duration PACE = Duration.ofMillis(100);

  private static final String HASH =
      """
      SELECT md5(string_agg((to_jsonb(f) - 'update_time')::text, ',' ORDER BY measurement_uid))
      FROM fastpath f
      """;

  private static final String ARCHIVED =
      """
      SELECT concat(sum(measurements), ' in ', count(*), ' objects of ', sum(postcan_bytes), ' bytes')
      FROM archive_can
      """;

  private final PrintStream out;
  private final LocalPlatform platform;
  private final SubmissionRequests submissions;
  private final int port;
  private final Path folder = Files.createTempDirectory("rerun-bench");
  private final Duration length = Duration.ofSeconds(Integer.getInteger("bench.seconds", 30));

  private RerunBenchmark(PrintStream out, LocalPlatform platform)
      throws IOException, InterruptedException {
    this.out = out;
    this.platform = platform;
    this.port = platform.baseUri().getPort();
    String report = SubmissionBenchmark.openReport(platform.baseUri());
    this.submissions = new SubmissionRequests(report, Integer.getInteger("bench.bytes", 20_000));
  }

  /** The platform it needs: measurements are archived at once. */
  static PlatformOptions on(PlatformOptions options) {
    return options.withEnvironment(Map.of("ARCHIVE_MINIMUM_AGE", "PT0S"));
  }

  static void measure(PrintStream out, LocalPlatform platform) throws Exception {
    new RerunBenchmark(out, platform).run();
  }

  private void run() throws Exception {
    int wanted = Integer.getInteger("bench.measurements", 20_000);
    out.println("posting and archiving " + wanted);
    while (number("SELECT count(*) FROM fastpath") < wanted) {
      new Load(port, CLIENTS).run(A_WHILE, submissions::forOneClient);
    }
    archive();
    platform.stopServer();
    rerun("without writing", "--no-write-to-db");
    rerun("every row anew", "--update");
    final String hash = one(HASH);
    rerun("every row anew", "--update");
    out.println("rows the same the second time: " + hash.equals(one(HASH)));
    rerun("rows kept");
    execute("DELETE FROM fastpath");
    rerun("every row missing");
    out.println("rows the same when all were missing: " + hash.equals(one(HASH)));
    platform.startServer();
    new Load(port, PROBES).run(length, submissions::forOneClient);
    Load.Result alone = paced(null);
    print("alone", alone, alone);
    print("beside a rerun", paced(List.of("--update")), alone);
    print("beside one at full pace", paced(List.of("--update", "--pace=100")), alone);
  }

  private void archive() throws SQLException, InterruptedException {
    execute("INSERT INTO archive_request (account_id) VALUES ('bench')");
    while (number(
            "SELECT count(*) FROM spool LEFT JOIN archive_can USING (can_id)"
                + " WHERE state IS DISTINCT FROM 'INDEXED'")
        > 0) {
      Thread.sleep(A_WHILE.toMillis());
      execute("INSERT INTO archive_request (account_id) VALUES ('bench')");
    }
    out.println("archived " + one(ARCHIVED));
  }

  private void rerun(String name, String... options)
      throws IOException, InterruptedException, SQLException {
    FastpathProcess.Ended ended = fastpath(List.of(options));
    String time = ended.output().replaceAll("(?s).*\ntime: ([^\n]*)\n.*", "$1");
    out.printf(
        "%-18s %s, peak memory %d MiB, exit code %d%n",
        name, time, ended.peakKibibytes() >> 10, ended.exitCode());
    if (ended.exitCode() != 0) {
      out.println(ended.output());
    }
  }

  private FastpathProcess.Ended fastpath(List<String> options)
      throws IOException, InterruptedException, SQLException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Path none = Files.writeString(folder.resolve("none.json"), "[]");
    List<String> all =
        new ArrayList<>(
            List.of(
                "--no-progress",
                "--folder=" + folder,
                "--fingerprints-dns=" + System.getProperty("bench.fingerprints.dns", none + ""),
                "--fingerprints-http=" + System.getProperty("bench.fingerprints.http", none + ""),
                "--start-day=" + today.minusDays(1),
                "--end-day=" + today.plusDays(1)));
    all.addAll(options);
    return new FastpathProcess(platform).run(all);
  }

  /** Submissions at a steady rate, while reruns follow each other if there are options for them. */
  private Load.Result paced(List<String> rerun) throws Exception {
    Thread reruns =
        new Thread(
            () -> {
              try {
                while (!Thread.currentThread().isInterrupted()) {
                  fastpath(rerun);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    if (rerun != null) {
      reruns.start();
    }
    Load.Result result = new PacedLoad(port, PROBES, PACE).run(length, submissions::forOneClient);
    reruns.interrupt();
    reruns.join();
    return result;
  }

  private void print(String name, Load.Result result, Load.Result alone) {
    out.printf(
        "%-24s %4.0f submissions/s  failures %d  p50 %.1f ms  p99 %.1f ms  ratio of p99 %.2f%n",
        name,
        result.perSecond(),
        result.failures(),
        result.quantileMillis(0.5),
        result.quantileMillis(0.99),
        result.quantileMillis(0.99) / alone.quantileMillis(0.99));
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(one(sql));
  }

  private String one(String sql) throws SQLException {
    try (Connection database = platform.applicationConnection();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection database = platform.applicationConnection();
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
