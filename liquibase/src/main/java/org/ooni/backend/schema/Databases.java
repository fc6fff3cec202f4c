// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.sql.Connection;
import java.sql.SQLException;

/** Connects to the databases of one PostgreSQL server, as a superuser. */
@FunctionalInterface
public interface Databases {

  /**
   * Opens a connection; the caller closes it.
   *
   * @param database name of the database
   */
  Connection connect(String database) throws SQLException;
}
