// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ooni.backend.audit.TestDatabase.Ended;

class BootstrapCommandTest {

  private static final String PASSWORD = "kept for the owner";

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "DATABASE_URL",
              new TestDatabase("bootstrapped").url(),
              "DATABASE_SUPERUSER_PASSWORD",
              "not asked for",
              "DATABASE_OWNER_PASSWORD",
              PASSWORD,
              "DATABASE_PASSWORD",
              "kept for the application"));

  @Test
  void anEmptyServerGetsDatabaseAndRolesAndCanBeUpdatedAlsoTheSecondTime() {
    Ended ready = new Ended(0, "the database bootstrapped and its roles are ready\n", "");
    assertEquals(ready, TestDatabase.run(environment, "bootstrap"));
    assertEquals(ready, TestDatabase.run(environment, "bootstrap"));
    Ended updated = TestDatabase.run(environment, "update");
    assertEquals(0, updated.code(), updated::err);
  }

  @Test
  void aMissingSettingIsNamed() {
    for (String name : environment.keySet()) {
      Map<String, String> others = new HashMap<>(environment);
      others.remove(name);
      Ended ended = TestDatabase.run(others, "bootstrap");
      assertEquals(2, ended.code());
      assertTrue(ended.err().startsWith(name + " is not set\n"), ended::err);
    }
  }

  @Test
  void anAddressThatIsNoneIsAWrongCall() {
    for (String url :
        new String[] {"postgresql://127.0.0.1/ooni", "jdbc:postgresql://127.0.0.1/"}) {
      environment.put("DATABASE_URL", url);
      Ended ended = TestDatabase.run(environment, "bootstrap");
      assertEquals(2, ended.code(), url);
      assertTrue(ended.err().startsWith("DATABASE_URL or --url must be like jdbc:"), ended::err);
    }
  }

  @Test
  void aServerThatIsAwayIsToldInOneLineWithoutThePassword() {
    environment.put("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/ooni");
    Ended ended = TestDatabase.run(environment, "bootstrap");
    assertEquals(3, ended.code());
    assertEquals(1, ended.err().lines().count(), ended::err);
    assertFalse(ended.err().contains(PASSWORD));
  }
}
