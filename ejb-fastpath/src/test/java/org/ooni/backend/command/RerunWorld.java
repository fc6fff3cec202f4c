// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.schema.RollupRecount;

/** A database, a folder with a copy of an archive, and the command between them. */
final class RerunWorld {

  static final String DAY = "2026-11-01";

  /** All that rows say but when they were written. */
  private static final String HASH =
      """
      SELECT md5(string_agg((to_jsonb(f) - 'update_time')::text, ',' ORDER BY measurement_uid))
      FROM fastpath f
      """;

  final MigratedPostgres postgres = MigratedPostgres.shared();
  final Map<String, String> environment = new HashMap<>();
  final Path archive;
  final Path work;
  private StringWriter out = new StringWriter();
  private StringWriter messages = new StringWriter();

  RerunWorld(Path folder) throws SQLException {
    archive = folder.resolve("archive");
    work = folder.resolve("work");
    postgres.truncateAll();
    sql(
        "INSERT INTO fingerprints_dns (name, scope, location_found, pattern_type, pattern,"
            + " expected_countries) VALUES ('x', 'nat', 'dns', 'full', '192.0.2.1', 'IT')");
    environment.put("DATABASE_URL", url());
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/ooni";
  }

  void put(String key, byte[] bytes) throws IOException {
    Path file = archive.resolve(key);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** Runs over the day of the folder. */
  int day(String... options) {
    List<String> all = new ArrayList<>(List.of("--start-day=" + DAY, "--end-day=2026-11-02"));
    all.add("--from=" + archive);
    all.addAll(List.of(options));
    return run(all.toArray(String[]::new));
  }

  int run(String... options) {
    out = new StringWriter();
    messages = new StringWriter();
    List<String> all = new ArrayList<>(List.of("rerun", "--no-progress", "--folder=" + work));
    all.addAll(List.of(options));
    return FastpathCommand.line(environment)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(messages))
        .execute(all.toArray(String[]::new));
  }

  String out() {
    return out.toString();
  }

  String messages() {
    return messages.toString();
  }

  String hash() throws SQLException {
    return one(HASH);
  }

  /** The cells of charts that differ from a recount. */
  List<String> wrongCells() throws SQLException {
    return RollupRecount.wrongCells(postgres.application());
  }

  void sql(String sql) throws SQLException {
    postgres.sql(sql);
  }

  String one(String sql) throws SQLException {
    return postgres.one(sql);
  }
}
