// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The database that the environment names, as it does for the server. */
final class DatabaseSettings {

  private static final String DEFAULT_USER = "ooni_app";

  private DatabaseSettings() {}

  static DataSource of(Map<String, String> environment, CommandSpec spec) {
    String url = environment.getOrDefault("DATABASE_URL", "");
    PGSimpleDataSource database = new PGSimpleDataSource();
    try {
      database.setUrl(url);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "DATABASE_URL must be like jdbc:postgresql://127.0.0.1:5432/ooni", e);
    }
    database.setUser(environment.getOrDefault("DATABASE_USER", DEFAULT_USER));
    database.setPassword(environment.getOrDefault("DATABASE_PASSWORD", ""));
    database.setApplicationName("ooni-command");
    return database;
  }
}
