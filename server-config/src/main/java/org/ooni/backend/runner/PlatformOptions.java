// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one platform is made of.
 *
 * @param runDirectory where its state lives; kept when it stops
 * @param ear the archive to deploy
 * @param serverZip the WildFly distribution; read at the first start only
 * @param ports where it listens
 * @param environment names and values the server gets, in place of those of this process
 * @param javaOptions further options of the server's Java machine
 * @param databaseSettings of PostgreSQL, each as {@code name=value}
 * @param seed rows and objects for an empty database; absent for none
 */
public record PlatformOptions(
    Path runDirectory,
    Path ear,
    Path serverZip,
    Ports ports,
    Map<String, String> environment,
    List<String> javaOptions,
    List<String> databaseSettings,
    Optional<Seed> seed) {

  public PlatformOptions {
    environment = Map.copyOf(environment);
    javaOptions = List.copyOf(javaOptions);
    databaseSettings = List.copyOf(databaseSettings);
  }

  /**
   * For tests and benchmarks: free ports, no rows, nothing of this process' environment changed.
   * Takes the server's zip from the system property {@code wildfly.zip}, as the build gives it.
   */
  public static PlatformOptions of(Path runDirectory, Path ear) {
    Path zip = Path.of(System.getProperty("wildfly.zip", "wildfly.zip"));
    return new PlatformOptions(
        runDirectory, ear, zip, Ports.free(), Map.of(), List.of(), List.of(), Optional.empty());
  }

  /** The same with its state elsewhere. */
  public PlatformOptions withRunDirectory(Path other) {
    return new PlatformOptions(
        other, ear, serverZip, ports, environment, javaOptions, databaseSettings, seed);
  }

  /** The same with this environment. */
  public PlatformOptions withEnvironment(Map<String, String> other) {
    return new PlatformOptions(
        runDirectory, ear, serverZip, ports, other, javaOptions, databaseSettings, seed);
  }

  /** The same on these ports. */
  public PlatformOptions withPorts(Ports other) {
    return new PlatformOptions(
        runDirectory, ear, serverZip, other, environment, javaOptions, databaseSettings, seed);
  }

  /** The same with these options of the server's Java machine. */
  public PlatformOptions withJavaOptions(List<String> other) {
    return new PlatformOptions(
        runDirectory, ear, serverZip, ports, environment, other, databaseSettings, seed);
  }

  /** The same with these rows and objects for an empty database. */
  public PlatformOptions withSeed(Seed other) {
    return new PlatformOptions(
        runDirectory,
        ear,
        serverZip,
        ports,
        environment,
        javaOptions,
        databaseSettings,
        Optional.of(other));
  }

  /** The same with these settings of PostgreSQL, in addition to those it always has. */
  public PlatformOptions withDatabaseSettings(List<String> other) {
    return new PlatformOptions(
        runDirectory, ear, serverZip, ports, environment, javaOptions, other, seed);
  }
}
