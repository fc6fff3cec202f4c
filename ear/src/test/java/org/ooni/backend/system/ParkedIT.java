// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.system.Probe.Answer;

/**
 * A measurement that the database refuses, which the owner of the tables provokes by a constraint.
 */
@ExtendWith(DeployedSystem.class)
class ParkedIT {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Probe probe = new Probe(DeployedSystem.platform().baseUri());

  @Test
  void aPoisonBodyIsParkedAloneKeptAndReplayed() throws Exception {
    try (Connection owner = DeployedSystem.platform().ownerConnection()) {
      execute(
          owner,
          """
          ALTER TABLE fastpath ADD CONSTRAINT ck_poison
          CHECK (input NOT LIKE 'https://example.org/poison%') NOT VALID
          """);
      try {
        String poison = submit("poison");
        String good = submit("good");
        await()
            .atMost(DeployedSystem.PATIENCE)
            .untilAsserted(
                () -> {
                  assertEquals(1, count(owner, "parked", poison));
                  assertEquals(1, count(owner, "fastpath", good));
                });
        assertEquals(0, count(owner, "fastpath", poison));
        assertEquals(200, probe.get("/api/v1/raw_measurement?measurement_uid=" + poison).status());
        execute(owner, "ALTER TABLE fastpath DROP CONSTRAINT ck_poison");
        execute(owner, "UPDATE parked SET replay_requested = true");
        await()
            .atMost(DeployedSystem.PATIENCE)
            .until(
                () -> count(owner, "fastpath", poison) == 1 && count(owner, "parked", poison) == 0);
      } finally {
        execute(owner, "ALTER TABLE fastpath DROP CONSTRAINT IF EXISTS ck_poison");
      }
    }
  }

  private String submit(String name) throws Exception {
    String report = probe.openReport();
    String now = LocalDateTime.now(ZoneOffset.UTC).minusMinutes(1).format(TIME);
    String content = Fixtures.content(report, name + report, now, 100);
    Answer answer = probe.post("/report/" + report, Fixtures.envelope(content));
    assertEquals(200, answer.status(), answer.text());
    return answer.json().get("measurement_uid").textValue();
  }

  private static void execute(Connection owner, String sql) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(Connection owner, String table, String uid) throws SQLException {
    String sql = "SELECT count(*) FROM %s WHERE measurement_uid = '%s'".formatted(table, uid);
    try (Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
