// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** The database that the environment names, by the variables that the server reads. */
final class Databases {

  private static final String DEFAULT_URL = "jdbc:postgresql://127.0.0.1:5432/ooni";
  private static final String DEFAULT_USER = "ooni_app";

  private final Map<String, String> environment;

  Databases(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Connects to nothing yet.
   *
   * @throws IllegalArgumentException when the address is none
   */
  PGSimpleDataSource get() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(environment.getOrDefault("DATABASE_URL", DEFAULT_URL));
    database.setUser(environment.getOrDefault("DATABASE_USER", DEFAULT_USER));
    database.setPassword(environment.getOrDefault("DATABASE_PASSWORD", ""));
    return database;
  }
}
