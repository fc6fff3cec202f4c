// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.schema.MigratedPostgres;

/** Hostile case E21 among others. */
class ConditionalRequestsTest {

  private static final String WEB = "20240110000500.000000_IT_webconnectivity_16a36e86f6fed5d4";
  private static final String META = "/api/v1/measurement_meta?";
  private static final String RAW = "/api/v1/raw_measurement?";

  private final DataSource rows = MigratedPostgres.shared().application();
  private ReadingApi api;

  @BeforeEach
  void fill() throws SQLException {
    MigratedPostgres.shared().truncateAll();
    api = new ReadingApi(rows);
    new Row(WEB, "2024-01-10T00:05:00Z").insertInto(rows);
    api.bodies.put(WEB, "{\"a\":1}");
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void whoHasTheBytesDoesNotGetThemAgain() {
    for (String path : List.of(RAW + "measurement_uid=" + WEB, "/api/v1/measurement/" + WEB)) {
      String tag = api.get(path).header("ETag");
      assertTrue(tag.matches("\"" + WEB + "-[0-9a-f]{32}\""), tag);
      Reply again = api.get(path, Map.of("If-None-Match", "\"x\", " + tag));
      assertEquals(304, again.status());
      assertEquals("", again.text());
      assertEquals(tag, again.header("ETag"));
      assertEquals("Wed, 10 Jan 2024 00:05:00 GMT", again.header("Last-Modified"));
      assertTrue(again.header("Cache-Control").startsWith("max-age="));
      assertEquals(
          304,
          api.get(path, Map.of("If-Modified-Since", "Wed, 10 Jan 2024 00:05:00 GMT")).status());
    }
  }

  @Test
  void otherCopiesAndNonsenseAreAnsweredInFull() {
    String path = RAW + "measurement_uid=" + WEB;
    for (String other : List.of("\"x\"", "\"", "", ",,,", "x".repeat(9000), "W/", "\"a\", \"")) {
      assertEquals(200, api.get(path, Map.of("If-None-Match", other)).status(), other);
    }
    for (String date : List.of("Wed, 10 Jan 2024 00:04:59 GMT", "yesterday", "", "0")) {
      assertEquals(200, api.get(path, Map.of("If-Modified-Since", date)).status(), date);
    }
    Map<String, String> both =
        Map.of("If-None-Match", "\"x\"", "If-Modified-Since", "Wed, 10 Jan 2034 00:05:00 GMT");
    assertEquals(200, api.get(path, both).status());
  }

  @Test
  void metaChangesItsTagWithTheVerdict() throws SQLException {
    String path = META + "measurement_uid=" + WEB;
    Reply first = api.get(path);
    String tag = first.header("ETag");
    assertTrue(tag.startsWith("\"" + WEB), tag);
    assertFalse(first.header("Last-Modified").isEmpty());
    assertEquals(304, api.get(path, Map.of("If-None-Match", tag)).status());
    try (Connection connection = rows.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("update fastpath set confirmed = true, update_time = now()");
    }
    api.close();
    api = new ReadingApi(rows);
    assertEquals(200, api.get(path, Map.of("If-None-Match", tag)).status());
  }
}
