// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaSetupTest {

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @Test
  void anEmptyServerGetsDatabaseRolesAndSchemaAndTheSecondTimeNothing() {
    Map<String, String> settings = settings();
    assertEquals(0, run("bootstrap", settings), output::toString);
    assertEquals(0, run("migrate", settings), output::toString);
    assertTrue(output.toString(StandardCharsets.UTF_8).contains("applied 1 of "));
    output.reset();
    assertEquals(0, run("bootstrap", settings), output::toString);
    assertEquals(0, run("migrate", settings), output::toString);
    assertEquals(
        "the database ooni_command and its roles are ready\nthe schema is up to date\n",
        output.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aMissingSettingIsNamed() {
    assertEquals(78, run("migrate", Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1/ooni")));
    assertEquals("ERROR: DATABASE_OWNER_PASSWORD is not set\n", output.toString());
  }

  @Test
  void anAddressThatIsNoneIsNamed() {
    Map<String, String> settings = settings();
    settings.put("DATABASE_URL", "postgresql://127.0.0.1/ooni");
    assertEquals(78, run("bootstrap", settings));
    assertEquals(
        "ERROR: DATABASE_URL is postgresql://127.0.0.1/ooni: give it as"
            + " jdbc:postgresql://HOST:PORT/DATABASE\n",
        output.toString());
  }

  @Test
  void aDatabaseThatIsAwayIsToldInOneLineWithoutThePassword() {
    Map<String, String> settings = settings();
    settings.put("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/ooni");
    assertEquals(1, run("migrate", settings));
    assertTrue(output.toString().startsWith("ERROR: migrate failed: "), output.toString());
    assertEquals(1, output.toString().lines().count());
    assertFalse(output.toString().contains(settings.get("DATABASE_OWNER_PASSWORD")));
  }

  private int run(String command, Map<String, String> settings) {
    return new SchemaSetup(settings, new PrintStream(output, true, StandardCharsets.UTF_8))
        .run(command);
  }

  private static Map<String, String> settings() {
    int port = MigratedPostgres.shared().port();
    return new HashMap<>(
        Map.of(
            "DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + port + "/ooni_command",
            "DATABASE_SUPERUSER_PASSWORD", "not asked for",
            "DATABASE_OWNER_PASSWORD", "kept for the owner",
            "DATABASE_PASSWORD", "kept for the application"));
  }
}
