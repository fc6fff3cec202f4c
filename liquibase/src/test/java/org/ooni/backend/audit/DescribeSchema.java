// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.ooni.backend.schema.MigratedPostgres;

/**
 * {@code mvn -Pdescribe -pl liquibase -am package}: applies the change sets to a PostgreSQL of its
 * own and writes what they make: the reference that drift is measured against, and the data
 * dictionary.
 */
public final class DescribeSchema {

  private DescribeSchema() {}

  /**
   * Writes the files.
   *
   * @param arguments where the reference and the folder of the dictionary are
   */
  public static void main(String[] arguments) throws SQLException, IOException {
    try (MigratedPostgres postgres = MigratedPostgres.shared()) {
      Files.write(Path.of(arguments[0]), Catalogue.of(postgres.owner()));
      DataDictionary dictionary = DataDictionary.of(postgres.owner());
      Path folder = Path.of(arguments[1]);
      Files.writeString(folder.resolve("data-dictionary.md"), dictionary.markdown());
      Files.writeString(folder.resolve("data-dictionary.html"), dictionary.html());
    }
  }
}
