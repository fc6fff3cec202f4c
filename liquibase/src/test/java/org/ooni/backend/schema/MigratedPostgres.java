// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL with the schema applied, for the tests of any module. One per JVM: {@link
 * #shared()} starts it, the end of the JVM stops it. It listens on a free port of the loopback
 * address and syncs nothing to disk.
 */
public final class MigratedPostgres implements AutoCloseable {

  private static final String DATABASE = "ooni";

  private final EmbeddedPostgres server;
  private final String migratedPriorities;

  private MigratedPostgres() {
    try {
      // stops at the end of the JVM by a shutdown hook of its own
      server =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(workingDirectory())
              .setServerConfig("max_connections", "200")
              .setServerConfig("shared_preload_libraries", "pg_stat_statements")
              .start();
      bootstrap(DATABASE);
      new Migration(owner()).update(Progress.SILENT);
      migratedPriorities = priorities();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL cannot be prepared", e);
    }
  }

  /** The server of this JVM, started and migrated by the first call. */
  public static MigratedPostgres shared() {
    return Shared.INSTANCE;
  }

  /** A server of its own as it comes, without roles and schema; the caller closes it. */
  public static EmbeddedPostgres plainServer() throws IOException {
    return EmbeddedPostgres.builder().setOverrideWorkingDirectory(workingDirectory()).start();
  }

  /** Connections of the role that owns the schema. */
  public DataSource owner() {
    return dataSource(Bootstrap.OWNER, DATABASE);
  }

  /** Connections of the role that the application uses. */
  public DataSource application() {
    return dataSource(Bootstrap.APPLICATION, DATABASE);
  }

  /** Connections of a role, without a password, to a database of this server. */
  public DataSource dataSource(String role, String database) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setServerNames(new String[] {"127.0.0.1"});
    dataSource.setPortNumbers(new int[] {port()});
    dataSource.setDatabaseName(database);
    dataSource.setUser(role);
    return dataSource;
  }

  /** Runs a statement as the application's role. */
  public void sql(String sql) throws SQLException {
    try (Connection connection = application().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row, as text, as the application's role sees it. */
  public String one(String sql) throws SQLException {
    try (Connection connection = application().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Where the server listens. */
  public int port() {
    return server.getPort();
  }

  /** Makes a database without tables, and gives the roles their rights in it. */
  public void bootstrap(String database) throws SQLException {
    new Bootstrap(name -> dataSource("postgres", name).getConnection()).prepare(database);
  }

  /** Brings all tables back to what they held after the migration. */
  public void truncateAll() throws SQLException {
    // with few rows DELETE beats TRUNCATE, which makes new files; most partitions were never
    // written
    String emptyAllTables =
        """
        DO $$
        DECLARE
          name text;
        BEGIN
          FOR name IN
            SELECT oid::regclass FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
              AND relname NOT LIKE 'databasechangelog%'
            -- last: to delete from others fills them, years after months
            ORDER BY relname IN ('rollup_delta', 'rollup_category_month', 'rollup_category_year'),
              relname = 'rollup_category_year'
          LOOP
            IF pg_relation_size(name::regclass) > 0 THEN
              EXECUTE 'DELETE FROM ' || name;
            END IF;
          END LOOP;
        END
        $$
        """;
    String restorePriorities =
        """
        INSERT INTO url_priorities
        SELECT * FROM json_populate_recordset(NULL::url_priorities, CAST(? AS json))
        """;
    try (Connection connection = owner().getConnection();
        Statement empty = connection.createStatement();
        PreparedStatement restore = connection.prepareStatement(restorePriorities)) {
      connection.setAutoCommit(false);
      empty.execute(emptyAllTables);
      restore.setString(1, migratedPriorities);
      restore.execute();
      connection.commit();
    }
  }

  /** Stops the server. Only needed by who wants it gone before the JVM ends. */
  @Override
  public void close() throws IOException {
    server.close();
  }

  /** Of this user: another one could not write to what the first one made. */
  static File workingDirectory() {
    String name = "ooni-postgres-" + System.getProperty("user.name");
    return Path.of(System.getProperty("java.io.tmpdir"), name).toFile();
  }

  private String priorities() throws SQLException {
    try (Connection connection = owner().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT json_agg(rule) FROM url_priorities rule")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static final class Shared {
    static final MigratedPostgres INSTANCE = new MigratedPostgres();
  }
}
