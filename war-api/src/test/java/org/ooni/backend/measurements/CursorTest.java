// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.schema.MigratedPostgres;

/** Hostile case E20. */
class CursorTest {

  private static final String LIST = "/api/v1/measurements?";
  private static final String WINDOW = "since=2024-01-10&until=2024-01-12";

  private final DataSource rows = MigratedPostgres.shared().application();
  private ReadingApi api;

  @BeforeEach
  void fill() throws SQLException {
    MigratedPostgres.shared().truncateAll();
    api = new ReadingApi(rows);
    for (int i = 0; i < 5; i++) {
      new Row("uid-%07d".formatted(i), "2024-01-10T01:00:00.123456Z").insertInto(rows);
    }
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void theCursorCanBeRead() {
    String cursor = cursor("&limit=2&order=asc");
    assertTrue(cursor.startsWith("2024-01-10T01:00:00.123456Z_uid-0000001_"), cursor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "__",
        "none_uid-0000000_00000000",
        "2024-01-10T01:00:00.123456Z_uid_",
        "2024-01-10T01:00:00.123456Z_uid-0000001_00000000",
        "2024-01-10T01:00:00.123456Z_' or '1'='1_00000000",
        "\ud83d\ude00"
      })
  void aHostileCursorIsRefused(String cursor) {
    assertRefused(WINDOW, cursor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-13-10T01:00:00Z_uid-0000001",
        "2024-01-10T01:00:00.1234560Z_uid-0000001",
        "2024-01-10 01:00:00_uid-0000001",
        "+1000000000-12-31T23:59:59.999999999Z_uid-0000001",
        "-1000000000-01-01T00:00:00Z_uid-0000001",
        "infinity_uid-0000001"
      })
  void aTimeThatTheDatabaseCannotHoldIsRefusedWithTheRightChecksumAsWell(String place) {
    MultivaluedMap<String, String> window = new MultivaluedHashMap<>();
    for (String pair : WINDOW.split("&")) {
      window.putSingle(pair.replaceAll("=.*", ""), pair.replaceAll(".*=", ""));
    }
    ListAddress list = new ListAddress(window, Optional.empty(), Optional.empty());
    String good = Cursor.sealed("2024-01-10T01:00:00Z_uid-0000001", list.identity());
    assertEquals(200, answer(WINDOW, good).status());
    assertRefused(WINDOW, Cursor.sealed(place, list.identity()));
  }

  @Test
  void aCursorThatWasChangedIsRefused() {
    String cursor = cursor("&limit=2&order=asc");
    assertEquals(200, answer(WINDOW + "&order=asc", cursor).status());
    assertRefused(WINDOW + "&order=asc", cursor.replace("T01:", "T02:"));
    assertRefused(WINDOW + "&order=asc", cursor.replace("uid-", "uie-"));
  }

  @Test
  void aLongCursorIsRefused() {
    assertRefused(WINDOW, "2024-01-10T01:00:00Z_" + "x".repeat(20_000) + "_00000000");
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    String cursor = cursor("&limit=2");
    assertEquals(200, answer(WINDOW, cursor).status());
    assertEquals(200, answer(WINDOW + "&limit=9&format=CSV&extra=1", cursor).status());
    assertRefused(WINDOW + "&order=asc", cursor);
    assertRefused(WINDOW + "&probe_cc=IT", cursor);
    assertRefused("since=2024-01-09&until=2024-01-12", cursor);
    assertRefused("", cursor);
  }

  private void assertRefused(String filter, String cursor) {
    Reply answer = answer(filter, cursor);
    assertEquals(400, answer.status(), answer.text());
    assertTrue(answer.json().at("/error").asText().startsWith("cursor: "), answer.text());
  }

  private Reply answer(String filter, String cursor) {
    String encoded = URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    return api.get(LIST + filter + "&cursor=" + encoded);
  }

  /** That of the page after this one. */
  private String cursor(String page) {
    Reply answer = api.get(LIST + WINDOW + page);
    assertEquals(200, answer.status(), answer.text());
    String next = answer.json().at("/metadata/next_url").asText();
    return URLDecoder.decode(next, StandardCharsets.UTF_8).replaceAll("^.*cursor=|&.*$", "");
  }
}
