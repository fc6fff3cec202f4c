// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.schema.Bootstrap;
import org.ooni.backend.schema.Migration;
import org.ooni.backend.schema.Progress;
import org.postgresql.ds.PGSimpleDataSource;

/** The database of an installation that has nothing yet, on the server of another. */
final class EmptyDatabase {

  private final LocalPlatform platform;
  private final String url;

  private EmptyDatabase(LocalPlatform platform, String url) {
    this.platform = platform;
    this.url = url;
  }

  /** Makes it, with the schema. */
  static EmptyDatabase make(LocalPlatform platform, String name) throws SQLException {
    String server;
    try (Connection connection = platform.applicationConnection()) {
      server = connection.getMetaData().getURL().replaceFirst("/[^/]*$", "/");
    }
    String superuser = platform.secret("DATABASE_SUPERUSER_PASSWORD");
    new Bootstrap(database -> DriverManager.getConnection(server + database, "postgres", superuser))
        .prepare(name);
    PGSimpleDataSource owner = new PGSimpleDataSource();
    owner.setUrl(server + name);
    owner.setUser(Bootstrap.OWNER);
    owner.setPassword(platform.secret("DATABASE_OWNER_PASSWORD"));
    new Migration(owner).update(Progress.SILENT);
    return new EmptyDatabase(platform, server + name);
  }

  String url() {
    return url;
  }

  /** As the application connects. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        url, Bootstrap.APPLICATION, platform.secret("DATABASE_PASSWORD"));
  }
}
