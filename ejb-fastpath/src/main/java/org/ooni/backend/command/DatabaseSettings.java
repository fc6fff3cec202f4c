// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The database that the environment names, by the variables and defaults of the server. */
record DatabaseSettings(Map<String, String> environment) {

  private static final String DEFAULT_URL = "jdbc:postgresql://127.0.0.1:5432/ooni";
  private static final String DEFAULT_USER = "ooni_app";

  /** Connects to nothing yet. */
  PGSimpleDataSource database(CommandSpec spec) {
    return put(new PGSimpleDataSource(), Optional.empty(), spec);
  }

  /**
   * Tells a source of connections where the database is.
   *
   * @param url in place of that of the environment
   */
  <T extends PGSimpleDataSource> T put(T database, Optional<String> url, CommandSpec spec) {
    try {
      database.setUrl(url.orElse(environment.getOrDefault("DATABASE_URL", DEFAULT_URL)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "DATABASE_URL must be like " + DEFAULT_URL, e);
    }
    database.setUser(environment.getOrDefault("DATABASE_USER", DEFAULT_USER));
    database.setPassword(environment.getOrDefault("DATABASE_PASSWORD", ""));
    database.setApplicationName("ooni-command");
    return database;
  }
}
