// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.ooni.backend.schema.Bootstrap;

/**
 * A PostgreSQL server of our own, as durable as a real one: on the loopback interface, with
 * passwords, synced writes, no socket file.
 */
final class Postgres {

  static final String NAME = "postgresql";

  private static final String SUPERUSER = "postgres";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Layout layout;
  private final Secrets secrets;
  private final Path programs;
  private final int port;
  private final List<String> furtherSettings;
  private final Privileges privileges = Privileges.ofDatabase();

  Postgres(Layout layout, Secrets secrets, Path programs, PlatformOptions options) {
    this.layout = layout;
    this.secrets = secrets;
    this.programs = programs;
    this.port = options.ports().postgres();
    this.furtherSettings = options.databaseSettings();
  }

  /** Makes the cluster when it is absent, and starts the server. Does not wait for it. */
  Child start(Progress progress) {
    Path data = layout.databaseData();
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      progress.line("making the database cluster");
      initialise(data);
    }
    List<String> command = new ArrayList<>(List.of(program("postgres"), "-D", data.toString()));
    List<String> settings =
        List.of(
            "port=" + port,
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=100",
            "shared_buffers=256MB",
            "max_wal_size=2GB",
            "random_page_cost=1.1",
            "jit=off",
            "shared_preload_libraries=pg_stat_statements",
            "timezone=UTC",
            "log_timezone=UTC");
    // of two settings of one name the later one counts
    Stream.concat(settings.stream(), furtherSettings.stream())
        .forEach(setting -> command.addAll(List.of("-c", setting)));
    return Child.start(
        NAME,
        new ProcessBuilder(privileges.command(command)),
        layout.pidFile(NAME),
        layout.logs().resolve("postgresql.log"));
  }

  /** Waits until the server takes connections, which after a crash means until it has recovered. */
  void await(Child server) {
    Deadline deadline = Deadline.in(PATIENCE);
    while (!answers()) {
      if (!server.alive() || deadline.passed()) {
        Path log = layout.logs().resolve("postgresql.log");
        throw new RunFailure(
            "PostgreSQL did not start: %s (see %s)".formatted(Commands.lastLine(log), log));
      }
      Deadline.pause();
    }
  }

  /** Fast shutdown: open transactions are rolled back, everything else is on disk. */
  void stop(Child server) {
    server.expectEnd();
    if (server.alive()) {
      ProcessBuilder stop =
          new ProcessBuilder(
              privileges.command(
                  List.of(
                      program("pg_ctl"),
                      "stop",
                      "--mode=fast",
                      "--no-wait",
                      "--pgdata=" + layout.databaseData())));
      Commands.run("stopping PostgreSQL", stop, layout.logs().resolve("pg_ctl.log"));
    }
    server.awaitEnd(PATIENCE);
  }

  Connection superuser(String database) throws SQLException {
    return connect(database, SUPERUSER, Secrets.SUPERUSER_PASSWORD);
  }

  Connection connect(String database, String user, String passwordName) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", secrets.get(passwordName));
    properties.setProperty("connectTimeout", "5");
    return DriverManager.getConnection(url(database), properties);
  }

  /** What the server is told of it. */
  Map<String, String> environment() {
    return Map.of("DATABASE_URL", url(Schema.DATABASE), "DATABASE_USER", Bootstrap.APPLICATION);
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private boolean answers() {
    try (Connection connection = superuser(SUPERUSER)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private void initialise(Path data) {
    Path part = data.resolveSibling(data.getFileName() + ".part");
    Path password = data.resolveSibling("superuser.password");
    try {
      Unpacking.delete(part);
      Unpacking.delete(data);
      Files.createDirectories(part);
      Secrets.write(password, secrets.get(Secrets.SUPERUSER_PASSWORD));
      privileges.own(part);
      List<String> command =
          List.of(
              program("initdb"),
              "--pgdata=" + part,
              "--username=" + SUPERUSER,
              "--pwfile=" + password,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--no-instructions");
      Commands.run(
          "making the database cluster",
          new ProcessBuilder(privileges.command(command)),
          layout.logs().resolve("initdb.log"));
      Files.delete(password);
      Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new RunFailure("Cannot make " + data + ": " + e.getMessage(), e);
    }
  }

  private String program(String name) {
    return programs.resolve("bin").resolve(name).toString();
  }
}
