// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * PostgreSQL, an S3 server and WildFly with the EAR, each a process of its own on the loopback
 * interface. Each can be stopped, killed and started again, so that tests can see what survives.
 * Closing stops what runs, in the order that loses nothing, and keeps the state.
 *
 * <p>All methods that start something wait until it is ready, and throw {@link RunFailure} with one
 * line for the user when it does not get there.
 */
public final class LocalPlatform implements AutoCloseable {

  private final PlatformOptions options;
  private final Layout layout;
  private final Progress progress;
  private final Clock clock = Clock.systemUTC();
  private RunDirectory held;
  private Secrets secrets;
  private Postgres postgres;
  private Schema schema;
  private ObjectStore objectStore;
  private Server server;
  private Child postgresProcess;
  private Child objectStoreProcess;
  private Child serverProcess;
  private boolean closed;

  LocalPlatform(PlatformOptions options, Progress progress) {
    this.options = options;
    this.layout = new Layout(Layout.findCheckout(), options.runDirectory());
    this.progress = progress;
  }

  /** Starts everything and waits until requests are taken. */
  public static LocalPlatform start(PlatformOptions options) {
    LocalPlatform platform = new LocalPlatform(options, Progress.silent());
    try {
      platform.open();
      return platform;
    } catch (RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  void open() {
    LocalDate today = LocalDate.now(clock);
    Optional<SeedFile> seed = options.seed().map(given -> SeedFile.read(given, today));
    prepare();
    progress.line("starting PostgreSQL, S3 and the server");
    launchDatabase();
    launchObjectStore();
    launchServer();
    postgres.await(postgresProcess);
    progress.line("bringing the schema up to date");
    schema.update(progress);
    objectStore.await(objectStoreProcess);
    Seeding seeding = new Seeding(layout, schema, objectStore, progress);
    seed.ifPresent(file -> seeding.fill(file, today));
    progress.line("deploying the application");
    server.deploy();
    server.await(serverProcess);
  }

  private synchronized void prepare() {
    held = RunDirectory.hold(layout);
    LeftOvers leftOvers = new LeftOvers(layout);
    leftOvers.end(Server.NAME);
    leftOvers.end(ObjectStore.NAME);
    leftOvers.endDatabase();
    options.ports().requireFree();
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(options.environment());
    secrets = Secrets.open(layout.secrets(), environment);
    Path programs = PostgresBinaries.unpacked(layout.tools(), progress);
    Path home = new ServerHome(layout, options.serverZip()).ready(progress);
    postgres = new Postgres(layout, secrets, programs, options);
    schema = new Schema(postgres, secrets);
    String bucket = environment.getOrDefault("S3_BUCKET", ObjectStore.BUCKET);
    objectStore = new ObjectStore(layout, secrets, options.ports().objectStore(), bucket);
    server = new Server(layout, home, options.ear(), baseUri(), options.javaOptions());
  }

  /** Where the server answers, with a slash at the end. */
  public URI baseUri() {
    return URI.create("http://127.0.0.1:" + options.ports().http() + "/");
  }

  /** Where the server's management answers. */
  public int managementPort() {
    return options.ports().management();
  }

  /** Where S3 answers. */
  public URI objectStoreUri() {
    return objectStore.endpoint();
  }

  /** The bucket of the archive. */
  public String bucket() {
    return objectStore.bucket();
  }

  /** A secret the server was given, by the name of its environment variable. */
  public String secret(String name) {
    return secrets.get(name);
  }

  /** The server's log; beside it lies what it has said on standard output since its last start. */
  public Path serverLog() {
    return layout.serverLog();
  }

  /** The server's process. */
  public long serverPid() {
    return serverProcess.pid();
  }

  /** PostgreSQL's processes. */
  public List<Long> postgresPids() {
    return postgresProcess.pids();
  }

  /** A connection as the application's role. The caller closes it. */
  public Connection applicationConnection() throws SQLException {
    return schema.application();
  }

  /** A connection as the owner of the tables. The caller closes it. */
  public Connection ownerConnection() throws SQLException {
    return schema.owner();
  }

  /** Starts the server again after it was stopped or killed. */
  public void startServer() {
    launchServer();
    server.deploy();
    server.await(serverProcess);
  }

  /** Stops the server as an operator does: what is in work comes to its end. */
  public void stopServer() {
    server.stop(serverProcess);
  }

  /** SIGKILL. */
  public void killServer() {
    serverProcess.kill();
  }

  /** Starts PostgreSQL again. */
  public void startDatabase() {
    launchDatabase();
    postgres.await(postgresProcess);
  }

  /** Stops PostgreSQL; open transactions are rolled back. */
  public void stopDatabase() {
    postgres.stop(postgresProcess);
  }

  /** Starts the S3 server again. */
  public void startObjectStore() {
    launchObjectStore();
    objectStore.await(objectStoreProcess);
  }

  /** Stops the S3 server. */
  public void stopObjectStore() {
    objectStoreProcess.stop(Patience.SHORT);
  }

  /** Whether there is anything to stop. */
  synchronized boolean started() {
    return postgresProcess != null && !closed;
  }

  /** Completes with the name of a process that ended though nobody stopped it. */
  CompletableFuture<String> unexpectedEnd() {
    return CompletableFuture.anyOf(
            Stream.of(serverProcess, objectStoreProcess, postgresProcess)
                .map(Child::unexpectedEnd)
                .toArray(CompletableFuture[]::new))
        .thenApply(child -> ((Child) child).name());
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      Optional.ofNullable(serverProcess).ifPresent(child -> server.stop(child));
    } finally {
      stopStores();
    }
  }

  private void stopStores() {
    try {
      Optional.ofNullable(objectStoreProcess).ifPresent(child -> child.stop(Patience.SHORT));
    } finally {
      try {
        Optional.ofNullable(postgresProcess).ifPresent(child -> postgres.stop(child));
      } finally {
        Optional.ofNullable(held).ifPresent(directory -> directory.close());
      }
    }
  }

  private synchronized void launchDatabase() {
    requireOpen();
    postgresProcess = postgres.start(progress);
  }

  private synchronized void launchObjectStore() {
    requireOpen();
    objectStoreProcess = objectStore.start();
  }

  private synchronized void launchServer() {
    requireOpen();
    serverProcess =
        server.start(ServerOptions.environment(options, layout, postgres, objectStore, secrets));
  }

  private void requireOpen() {
    if (closed) {
      throw new RunFailure("Stopped.");
    }
  }
}
