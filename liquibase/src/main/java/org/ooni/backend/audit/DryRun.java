// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.exception.LiquibaseException;
import org.ooni.backend.schema.Changelog;
import org.ooni.backend.schema.QuietLiquibase;
import org.postgresql.PGConnection;

/**
 * What an update would do to a database, and how it would be taken back. Liquibase writes it from a
 * copy of what the database remembers: it never sees the database itself, so it cannot change it.
 *
 * @param updateSql what an update would run
 * @param futureRollbackSql what takes that update back
 * @param rollbackSql what takes back everything after the release that the database has
 */
record DryRun(String updateSql, String futureRollbackSql, String rollbackSql) {

  private static final String NOT_MADE =
      "-- not made: the database applied another text of a change set, and Liquibase refuses it\n";

  private static final String COLUMNS =
      "id, author, filename, to_char(dateexecuted, 'YYYY-MM-DD\"T\"HH24:MI:SS') AS dateexecuted,"
          + " orderexecuted, exectype, md5sum, description, comments, tag, liquibase, contexts,"
          + " labels, deployment_id";
  private static final String HEADER =
      "\"ID\",\"AUTHOR\",\"FILENAME\",\"DATEEXECUTED\",\"ORDEREXECUTED\",\"EXECTYPE\",\"MD5SUM\","
          + "\"DESCRIPTION\",\"COMMENTS\",\"TAG\",\"LIQUIBASE\",\"CONTEXTS\",\"LABELS\","
          + "\"DEPLOYMENT_ID\"\n";

  /** For a database that no update can be applied to. */
  static DryRun impossible() {
    return new DryRun(NOT_MADE, NOT_MADE, NOT_MADE);
  }

  static DryRun of(DataSource database, Optional<String> release) throws SQLException, IOException {
    Path folder = Files.createTempDirectory("schema-audit");
    Path memory = folder.resolve("databasechangelog.csv");
    Path used = folder.resolve("used.csv");
    try {
      String tables = remember(database, memory) ? "data_only" : "all";
      String url = "offline:postgresql?changeLogFile=" + used + "&outputLiquibaseSql=" + tables;
      Contexts all = new Contexts();
      LabelExpression any = new LabelExpression();
      Scripts scripts = step -> sql(url, memory, used, step);
      return new DryRun(
          scripts.of((l, to) -> l.update(Integer.MAX_VALUE, all, any, to)),
          scripts.of((l, to) -> l.futureRollbackSQL(all, any, to)),
          release.isEmpty()
              ? "-- the database has no release\n"
              : scripts.of((l, to) -> l.rollback(release.get(), all, any, to)));
    } finally {
      Files.deleteIfExists(used);
      Files.deleteIfExists(memory);
      Files.deleteIfExists(folder);
    }
  }

  /** Copies the table of applied change sets; tells whether there is one. */
  private static boolean remember(DataSource database, Path memory)
      throws SQLException, IOException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        OutputStream file = Files.newOutputStream(memory)) {
      file.write(HEADER.getBytes(StandardCharsets.UTF_8));
      if (!AppliedChanges.isThere(statement)) {
        return false;
      }
      String copy =
          "COPY (SELECT "
              + COLUMNS
              + " FROM public.databasechangelog ORDER BY orderexecuted, dateexecuted)"
              + " TO STDOUT WITH (FORMAT csv, FORCE_QUOTE *)";
      connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy, file);
      return true;
    }
  }

  /** Liquibase writes into its memory what it has only described: each script gets a new copy. */
  private static String sql(String url, Path memory, Path used, Step step) throws IOException {
    Files.copy(memory, used, StandardCopyOption.REPLACE_EXISTING);
    return QuietLiquibase.call(
        () -> {
          StringWriter script = new StringWriter();
          step.run(Changelog.offline(url), script);
          // it would take the memory of this one for that of the next
          Scope.getCurrentScope().getSingleton(ChangeLogHistoryServiceFactory.class).resetAll();
          return script.toString();
        });
  }

  @FunctionalInterface
  private interface Step {
    void run(Liquibase liquibase, Writer to) throws LiquibaseException;
  }

  @FunctionalInterface
  private interface Scripts {
    String of(Step step) throws IOException;
  }
}
