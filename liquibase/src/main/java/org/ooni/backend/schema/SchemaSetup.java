// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.io.PrintStream;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What a container or an operator runs before the application: {@code bootstrap} as a superuser,
 * {@code migrate} as the owner of the schema. Both can be repeated. Everything is said in the
 * environment, nothing on the command line, where others can read it.
 */
public final class SchemaSetup {

  private static final int USAGE = 64;
  private static final int CONFIGURATION = 78;

  private final Map<String, String> environment;
  private final PrintStream out;

  SchemaSetup(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  /** Ends the process with 0, or with another number and one line that says why. */
  public static void main(String[] arguments) {
    String name = arguments.length == 1 ? arguments[0] : "";
    System.exit(new SchemaSetup(System.getenv(), System.out).run(name));
  }

  int run(String name) {
    try {
      switch (name) {
        case "migrate" -> migrate();
        case "bootstrap" -> bootstrap();
        default -> {
          out.println("ERROR: give one of: migrate, bootstrap");
          return USAGE;
        }
      }
      return 0;
    } catch (IllegalArgumentException e) {
      out.println("ERROR: " + e.getMessage());
      return CONFIGURATION;
    } catch (SQLException | SchemaException e) {
      out.println("ERROR: " + name + " failed: " + reason(e));
      return 1;
    }
  }

  private void migrate() {
    PGSimpleDataSource owner = new PGSimpleDataSource();
    owner.setUrl(given("DATABASE_URL"));
    owner.setUser(Bootstrap.OWNER);
    owner.setPassword(given("DATABASE_OWNER_PASSWORD"));
    Migration migration = new Migration(owner);
    migration.update(
        (done, total, id) -> out.println("applied %d of %d: %s".formatted(done, total, id)));
    out.println("the schema is up to date");
  }

  private void bootstrap() throws SQLException {
    URI address = address();
    String database = address.getPath().substring(1);
    Properties superuser = new Properties();
    superuser.setProperty("user", environment.getOrDefault("DATABASE_SUPERUSER", "postgres"));
    superuser.setProperty("password", given("DATABASE_SUPERUSER_PASSWORD"));
    Bootstrap bootstrap =
        new Bootstrap(name -> DriverManager.getConnection(of(address, name), superuser));
    String owner = given("DATABASE_OWNER_PASSWORD");
    String application = given("DATABASE_PASSWORD");
    bootstrap.prepare(database);
    bootstrap.setPassword(Bootstrap.OWNER, owner.toCharArray());
    bootstrap.setPassword(Bootstrap.APPLICATION, application.toCharArray());
    out.println("the database %s and its roles are ready".formatted(database));
  }

  private URI address() {
    String url = given("DATABASE_URL");
    URI address = URI.create(url.replaceFirst("^jdbc:", ""));
    if (!url.startsWith("jdbc:postgresql://")
        || address.getPath() == null
        || address.getPath().length() < 2) {
      throw new IllegalArgumentException(
          "DATABASE_URL is %s: give it as jdbc:postgresql://HOST:PORT/DATABASE".formatted(url));
    }
    return address;
  }

  private static String of(URI address, String database) {
    String query = Optional.ofNullable(address.getQuery()).map(text -> "?" + text).orElse("");
    return "jdbc:postgresql://" + address.getAuthority() + "/" + database + query;
  }

  private String given(String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }

  private static String reason(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).replace('\n', ' ');
  }
}
