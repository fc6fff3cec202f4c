// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.system.Probe.Answer;

/** What admins have the deployed system do, and are shown. */
@ExtendWith(DeployedSystem.class)
class AdminIT {

  private static final String ROWS =
      """
      INSERT INTO fastpath (measurement_uid, measurement_start_time, probe_cc, probe_asn, test_name,
        scores, platform, anomaly, confirmed, msm_failure)
      SELECT 'old' || n, '2019-03-01 00:00:00Z'::timestamptz + n * interval '1 hour', 'IT', 1,
        'ndt', '{}', '', false, false, false
      FROM generate_series(0, 999) n
      """;

  private final Probe client = new Probe(DeployedSystem.platform().baseUri());
  private final String token = "Bearer " + Tokens.admin(DeployedSystem.platform());

  @Test
  void aMonthIsExportedAtAnAdminsRequestOnce() throws Exception {
    execute(ROWS);
    try {
      Answer asked = export("2019-03");
      assertEquals(202, asked.status(), asked.text());
      await()
          .atMost(DeployedSystem.PATIENCE)
          .until(
              () ->
                  count("SELECT count(stored_at) FROM export_month WHERE month = '2019-03-01'")
                      == 1);
      assertEquals(409, export("2019-03").status());
      PublishedArchive bucket = new PublishedArchive(DeployedSystem.platform());
      JsonNode manifest = new ObjectMapper().readTree(bucket.get("export/2019-03/manifest.json"));
      // the last hours of a thousand are of April
      assertEquals(31 * 24, manifest.get("rows").asInt());
      JsonNode file = manifest.at("/files/0");
      byte[] bytes = bucket.get(file.get("key").asText());
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertEquals(HexFormat.of().formatHex(sha256), file.get("sha256").asText());
      List<String> lines = PublishedArchive.text(bytes).lines().toList();
      assertEquals(31 * 24 + 1, lines.size());
      assertTrue(lines.get(1).startsWith("old0,"), lines.get(1));
    } finally {
      execute("DELETE FROM fastpath WHERE measurement_uid LIKE 'old%'");
    }
  }

  @Test
  void theStatementsThatKeepTheDatabaseBusyAreShown() throws Exception {
    client.get("/api/v1/measurements");
    Answer answer = client.get("/api/_/slow_queries", "Authorization", token);
    assertEquals(200, answer.status(), answer.text());
    assertTrue(answer.json().get("available").asBoolean(), answer.text());
    assertTrue(answer.json().get("heaviest").size() > 5, answer.text());
    assertTrue(answer.text().contains("fastpath"), answer.text());
  }

  private Answer export(String month) throws Exception {
    byte[] body = "{\"month\":\"%s\"}".formatted(month).getBytes(StandardCharsets.UTF_8);
    return client.post("/api/_/export/run", body, "Authorization", token);
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = DeployedSystem.platform().applicationConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(String sql) throws SQLException {
    try (Connection connection = DeployedSystem.platform().applicationConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
