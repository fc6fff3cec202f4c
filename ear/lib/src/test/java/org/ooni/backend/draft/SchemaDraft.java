// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.draft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.ooni.backend.schema.MigratedPostgres;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * {@code mvn -Pdraft -pl ear/lib -am package -Ddraft.name=330-purpose}: drafts what brings the
 * schema to the entities, against a PostgreSQL of its own or the one that is named.
 */
public final class SchemaDraft {

  private static final Logger LOG = Logger.getLogger(SchemaDraft.class);

  private SchemaDraft() {}

  /**
   * Writes the file, unless there is nothing to write.
   *
   * @param arguments folder, name without ending, labels, and URL of the database or nothing
   */
  public static void main(String[] arguments) throws SQLException, IOException {
    boolean own = arguments.length < 4 || arguments[3] == null || arguments[3].isBlank();
    if (own) {
      try (MigratedPostgres postgres = MigratedPostgres.shared()) {
        write(postgres.owner(), arguments);
      }
      return;
    }
    PGSimpleDataSource named = new PGSimpleDataSource();
    named.setUrl(arguments[3]);
    write(named, arguments);
  }

  private static void write(DataSource database, String[] arguments)
      throws SQLException, IOException {
    Draft draft = Draft.of(database);
    if (draft.changes().isEmpty()) {
      LOG.info("The entities and the database agree: nothing to draft.");
      return;
    }
    Path file = Path.of(arguments[0]).resolve(arguments[1] + ".sql");
    Files.writeString(file, draft.file(arguments[1], arguments[2]));
    LOG.infof("%d change sets drafted in %s", draft.changes().size(), file);
  }
}
