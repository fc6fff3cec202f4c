// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Makes the database and the two roles: all that needs a superuser. Can be run as often as one
 * likes.
 */
public final class Bootstrap {

  /** The role that owns the schema and runs {@link Migration}. */
  public static final String OWNER = "ooni_owner";

  /** The role of the application: rows, no DDL. */
  public static final String APPLICATION = "ooni_app";

  private static final String SCRIPT = "/db/bootstrap.sql";
  private static final String MAINTENANCE = "postgres";

  private final Databases superuser;

  /**
   * Prepares, connects to nothing yet.
   *
   * @param superuser the server
   */
  public Bootstrap(Databases superuser) {
    this.superuser = superuser;
  }

  /**
   * Makes the database when absent, then the roles and their rights in it. Roles that are new have
   * no password.
   *
   * @param database usually {@code ooni}
   */
  public void prepare(String database) throws SQLException {
    try (Connection connection = superuser.connect(MAINTENANCE)) {
      createWhenAbsent(connection, database);
    }
    try (Connection connection = superuser.connect(database)) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(script());
      }
      connection.commit();
    }
  }

  /**
   * Sets the password of a role. It is hashed here and never sent, so that no log of the server can
   * hold it.
   *
   * @param role {@link #OWNER} or {@link #APPLICATION}
   * @param password not empty; left as it is
   */
  public void setPassword(String role, char[] password) throws SQLException {
    if (password.length == 0) {
      throw new IllegalArgumentException("an empty password for " + role);
    }
    try (Connection connection = superuser.connect(MAINTENANCE)) {
      // the driver wipes the array it is given
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(role, password.clone(), "scram-sha-256");
    }
  }

  private static void createWhenAbsent(Connection connection, String database) throws SQLException {
    // the locale C orders text as the public backend does, and never changes with the system
    String statementWhenAbsent =
        """
        SELECT format('CREATE DATABASE %I TEMPLATE template0 ENCODING ''UTF8'' LOCALE ''C''', name)
        FROM (SELECT CAST(? AS text)) AS wanted (name)
        WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = name)
        """;
    try (PreparedStatement question = connection.prepareStatement(statementWhenAbsent)) {
      question.setString(1, database);
      try (ResultSet answer = question.executeQuery();
          Statement statement = connection.createStatement()) {
        if (answer.next()) {
          statement.execute(answer.getString(1));
        }
      }
    }
  }

  private static String script() {
    try (InputStream stream = Bootstrap.class.getResourceAsStream(SCRIPT)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + SCRIPT, e);
    }
  }
}
