// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.sql.Connection;
import java.sql.SQLException;
import org.ooni.backend.schema.Bootstrap;
import org.ooni.backend.schema.Migration;
import org.ooni.backend.schema.SchemaException;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings roles, database and schema up to date. */
final class Schema {

  static final String DATABASE = "ooni";

  private final Postgres postgres;
  private final Secrets secrets;

  Schema(Postgres postgres, Secrets secrets) {
    this.postgres = postgres;
    this.secrets = secrets;
  }

  void update(Progress progress) {
    try {
      Bootstrap bootstrap = new Bootstrap(postgres::superuser);
      bootstrap.prepare(DATABASE);
      setPassword(bootstrap, Bootstrap.OWNER, Secrets.OWNER_PASSWORD);
      setPassword(bootstrap, Bootstrap.APPLICATION, Secrets.APPLICATION_PASSWORD);
      PGSimpleDataSource owner = new PGSimpleDataSource();
      owner.setUrl(postgres.url(DATABASE));
      owner.setUser(Bootstrap.OWNER);
      owner.setPassword(secrets.get(Secrets.OWNER_PASSWORD));
      new Migration(owner).update((done, total, id) -> progress.bar("schema", done, total));
    } catch (SQLException | SchemaException e) {
      throw new RunFailure("The schema cannot be brought up to date: " + e.getMessage(), e);
    }
  }

  /** The role that owns the tables. */
  Connection owner() throws SQLException {
    return postgres.connect(DATABASE, Bootstrap.OWNER, Secrets.OWNER_PASSWORD);
  }

  /** The role of the application. */
  Connection application() throws SQLException {
    return postgres.connect(DATABASE, Bootstrap.APPLICATION, Secrets.APPLICATION_PASSWORD);
  }

  private void setPassword(Bootstrap bootstrap, String role, String name) throws SQLException {
    bootstrap.setPassword(role, secrets.get(name).toCharArray());
  }
}
