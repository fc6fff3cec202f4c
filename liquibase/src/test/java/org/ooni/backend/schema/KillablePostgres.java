// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL that syncs what it commits, and that can be killed and started again. */
final class KillablePostgres implements AutoCloseable {

  private static final String DATABASE = "ooni";
  private static final Duration START = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 30;

  private final Path data;
  private final int port = freePort();
  private EmbeddedPostgres server;

  /** Starts it in an empty folder and applies the schema. */
  KillablePostgres(Path data) throws IOException, SQLException {
    this.data = data;
    server = start();
    new Bootstrap(name -> dataSource("postgres", name).getConnection()).prepare(DATABASE);
    new Migration(dataSource(Bootstrap.OWNER, DATABASE)).update(Progress.SILENT);
  }

  DataSource application() {
    return dataSource(Bootstrap.APPLICATION, DATABASE);
  }

  DataSource superuser() {
    return dataSource("postgres", DATABASE);
  }

  /** Kills the server itself without a warning. */
  void kill() throws IOException {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
    kill(Long.parseLong(pid));
  }

  /** Kills one of its processes without a warning, which makes the server recover. */
  static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Starts it again where it was killed. */
  void restart() throws IOException, InterruptedException {
    server.close();
    IOException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        server = start();
        return;
      } catch (IOException | IllegalStateException e) {
        // processes of the killed server have not noticed yet
        last = new IOException(e);
        TimeUnit.SECONDS.sleep(1);
      }
    }
    throw last;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setOverrideWorkingDirectory(MigratedPostgres.workingDirectory())
        .setPort(port)
        .setPGStartupWait(START)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .start();
  }

  private DataSource dataSource(String role, String database) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setServerNames(new String[] {"127.0.0.1"});
    dataSource.setPortNumbers(new int[] {port});
    dataSource.setDatabaseName(database);
    dataSource.setUser(role);
    return dataSource;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
