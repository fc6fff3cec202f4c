// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final DataSource superuser = postgres.dataSource("postgres", "postgres");
  private final Bootstrap bootstrap =
      new Bootstrap(name -> postgres.dataSource("postgres", name).getConnection());

  @Test
  void canBeRunTwice() throws SQLException {
    bootstrap.prepare("bootstrap_twice");
    bootstrap.prepare("bootstrap_twice");
    assertEquals(
        List.of("ooni_owner UTF8 C"),
        SchemaSnapshot.rows(
            superuser,
            """
            SELECT concat_ws(' ', datdba::regrole, pg_encoding_to_char(encoding), datcollate)
            FROM pg_database WHERE datname = 'bootstrap_twice'
            """));
  }

  @Test
  void nameOfADatabaseIsQuoted() throws SQLException {
    String name = "bootstrap\"; DROP TABLE spool; --";
    bootstrap.prepare(name);
    assertEquals(
        List.of(name),
        SchemaSnapshot.rows(
            superuser, "SELECT datname FROM pg_database WHERE datname LIKE 'bootstrap%;%'"));
  }

  @Test
  void passwordIsStoredHashedAndTheGivenOneLeftAlone() throws SQLException {
    char[] password = "it's a \"test\"".toCharArray();
    bootstrap.setPassword(Bootstrap.APPLICATION, password);
    assertEquals("it's a \"test\"", new String(password));
    List<String> stored =
        SchemaSnapshot.rows(
            superuser, "SELECT rolpassword FROM pg_authid WHERE rolname = 'ooni_app'");
    assertTrue(stored.get(0).startsWith("SCRAM-SHA-256$"), stored::toString);
  }

  @Test
  void emptyPasswordIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> bootstrap.setPassword(Bootstrap.OWNER, new char[0]));
  }
}
