// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.ooni.backend.schema.Bootstrap;
import org.ooni.backend.schema.MigratedPostgres;
import picocli.CommandLine;

/** A database of its own for a test, and the command that works on it. */
record TestDatabase(String name) {

  /** What a command has printed, and how it ended. */
  record Ended(int code, String out, String err) {}

  static TestDatabase empty(String name) throws SQLException {
    MigratedPostgres.shared().bootstrap(name);
    return new TestDatabase(name);
  }

  /** A copy, which is made faster than the change sets are applied. */
  static TestDatabase migrated(String name) throws SQLException {
    try (Connection connection =
            MigratedPostgres.shared().dataSource("postgres", "postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE ooni");
    }
    return empty(name);
  }

  DataSource owner() {
    return MigratedPostgres.shared().dataSource(Bootstrap.OWNER, name);
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + MigratedPostgres.shared().port() + "/" + name;
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = owner().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  Ended command(String... arguments) {
    return run(Map.of("DATABASE_URL", url()), arguments);
  }

  static Ended run(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Clock clock = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
    CommandLine line = SchemaCommand.line(environment, clock);
    int code =
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true)).execute(arguments);
    return new Ended(code, out.toString(), err.toString());
  }
}
