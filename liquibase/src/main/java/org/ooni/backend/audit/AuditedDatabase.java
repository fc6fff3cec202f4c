// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.util.Map;
import javax.sql.DataSource;
import org.ooni.backend.schema.Bootstrap;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The database that a command works on. The password comes from the environment only. */
final class AuditedDatabase {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Database, in place of DATABASE_URL; jdbc:postgresql://HOST:PORT/NAME.")
  String url;

  @Option(names = "--user", paramLabel = "ROLE", description = "In place of DATABASE_USER.")
  String user;

  @Spec(Target.MIXEE)
  CommandSpec spec;

  private final Map<String, String> environment;

  AuditedDatabase(Map<String, String> environment) {
    this.environment = environment;
  }

  DataSource dataSource() {
    PGSimpleDataSource database = at(url(), spec);
    database.setUser(
        user == null ? environment.getOrDefault("DATABASE_USER", Bootstrap.OWNER) : user);
    database.setPassword(environment.getOrDefault("DATABASE_PASSWORD", ""));
    return database;
  }

  /** Where a database is, without who wants to work on it. */
  static PGSimpleDataSource at(String url, CommandSpec spec) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    try {
      database.setUrl(url);
    } catch (IllegalArgumentException e) {
      throw wrongAddress(spec);
    }
    if (database.getDatabaseName() == null || database.getDatabaseName().isEmpty()) {
      throw wrongAddress(spec);
    }
    database.setApplicationName("ooni-schema");
    return database;
  }

  private static ParameterException wrongAddress(CommandSpec spec) {
    return new ParameterException(
        spec.commandLine(),
        "DATABASE_URL or --url must be like jdbc:postgresql://127.0.0.1:5432/ooni");
  }

  /** Without parameters, which may hold a password. */
  String name() {
    return url().replaceFirst("\\?.*", "");
  }

  private String url() {
    return url == null ? environment.getOrDefault("DATABASE_URL", "") : url;
  }
}
