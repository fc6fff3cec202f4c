// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * What a database says about its schema: tables, columns, constraints, indexes, functions, rights,
 * roles and comments, one sorted line each.
 */
final class Catalogue {

  /** What the changelog of this version makes, written by {@code mvn -Pdescribe}. */
  static final String REFERENCE = "/db/catalogue.txt";

  private Catalogue() {}

  /** Of a database. Reading rights of the application are enough. */
  static List<String> of(DataSource database) throws SQLException {
    return Query.rows(database, "catalogue.sql", row -> row.getString(1));
  }

  /** As it should be. */
  static List<String> reference() {
    try (InputStream stream = Catalogue.class.getResourceAsStream(REFERENCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + REFERENCE, e);
    }
  }
}
