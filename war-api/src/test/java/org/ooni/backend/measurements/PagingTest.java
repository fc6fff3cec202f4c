// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.schema.MigratedPostgres;

/** Hostile case E19 among others. */
class PagingTest {

  private static final String LIST = "/api/v1/measurements?";
  private static final String WINDOW = "since=2024-01-10&until=2024-01-12";
  private static final String REPORT =
      "20240110T000500Z_webconnectivity_IT_3269_n1_abcdefghijklmnop";
  private static final int ROWS = 23;

  private final DataSource rows = MigratedPostgres.shared().application();
  private ReadingApi api;

  @BeforeEach
  void fill() throws SQLException {
    MigratedPostgres.shared().truncateAll();
    api = new ReadingApi(rows);
    for (int i = 0; i < ROWS; i++) {
      // several at the same time: a page may end among them
      String time = "2024-01-10T%02d:00:00.123456Z".formatted(1 + i / 4);
      new Row(uid(i), time)
          .with("anomaly", true)
          .with("confirmed", true)
          .with("msm_failure", true)
          .with("software_version", "3.1")
          .with("test_version", "0.1")
          .with("engine_version", "3.2")
          .with("ooni_run_link_id", new BigDecimal(10042))
          .insertInto(rows);
    }
    try (Connection connection = rows.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into citizenlab values ('example.org', 'https://example.org/', 'ZZ', 'NEWS')");
    }
  }

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        WINDOW,
        WINDOW + "&probe_cc=IT",
        WINDOW + "&probe_cc=IT,IR&test_name=web_connectivity,signal",
        WINDOW + "&probe_asn=AS3269,1",
        WINDOW + "&domain=example.org",
        WINDOW + "&domain=example.org,other.example",
        WINDOW + "&input=https://example.org/",
        WINDOW + "&category_code=NEWS",
        WINDOW + "&anomaly=true&confirmed=true&failure=true",
        WINDOW + "&software_version=3.1&test_version=0.1&engine_version=3.2",
        WINDOW + "&ooni_run_link_id=10042",
        "report_id=" + REPORT,
        "report_id=" + REPORT + "&since=2024-01-10",
        "report_id=" + REPORT + "&until=2024-01-12",
        "until=2024-01-12"
      })
  void pagesByCursorAreTheWholeListInBothOrders(String filter) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      all.add(uid(i));
    }
    assertEquals(all, walk(filter + "&order=asc&limit=5"));
    Collections.reverse(all);
    assertEquals(all, walk(filter + "&limit=5"));
  }

  @Test
  void measurementsWithoutATimeArePagedAsWell() {
    for (int i = 0; i < 7; i++) {
      new Row(uid(100 + i), "2024-01-10T00:00:00Z")
          .with("measurement_start_time", null)
          .insertInto(rows);
    }
    List<String> oldestFirst = walk("report_id=" + REPORT + "&order=asc&limit=4");
    assertEquals(ROWS + 7, oldestFirst.size());
    assertEquals(uid(106), oldestFirst.get(ROWS + 6));
    List<String> newestFirst = walk("report_id=" + REPORT + "&limit=4");
    Collections.reverse(newestFirst);
    assertEquals(oldestFirst, newestFirst);
  }

  @Test
  void whatComesInMeanwhileMovesNothing() {
    List<String> seen = new ArrayList<>();
    String next = WINDOW + "&limit=5";
    for (int page = 0; !next.isEmpty(); page++) {
      JsonNode answer = list(next);
      answer.at("/results").forEach(item -> seen.add(item.at("/measurement_uid").asText()));
      for (int i = 0; i < 3; i++) {
        new Row(uid(200 + page * 3 + i), "2024-01-11T00:00:00Z").insertInto(rows);
      }
      next = query(answer.at("/metadata/next_url").asText(""));
    }
    List<String> before = seen.stream().filter(uid -> uid.compareTo(uid(100)) < 0).toList();
    assertEquals(ROWS, before.size());
    assertEquals(ROWS, before.stream().distinct().count());
  }

  @Test
  void pagesAreCountedAlongTheCursor() {
    JsonNode second = list(query(list(WINDOW + "&limit=10").at("/metadata/next_url").asText()));
    assertEquals(10, second.at("/metadata/offset").asInt());
    assertEquals(2, second.at("/metadata/current_page").asInt());
    assertEquals(-1, second.at("/metadata/count").asInt());
    JsonNode last = list(query(second.at("/metadata/next_url").asText()));
    assertEquals(ROWS, last.at("/metadata/count").asInt());
    assertEquals(3, last.at("/metadata/pages").asInt());
    assertTrue(last.at("/metadata/next_url").isNull());
  }

  @Test
  void anOffsetStillSkips() {
    assertEquals(
        List.of(uid(3), uid(2)),
        list(WINDOW + "&offset=19&limit=2").at("/results").findValuesAsText("measurement_uid"));
  }

  @Test
  void theDefaultWindowStaysThatOfTheFirstPage() {
    new Row("uid-of-today-1", "2024-03-01T01:00:00Z").insertInto(rows);
    new Row("uid-of-today-2", "2024-03-01T02:00:00Z").insertInto(rows);
    String next = list("limit=1").at("/metadata/next_url").asText();
    assertTrue(
        next.contains("since=2024-02-01T00%3A00%3A00Z&until=2024-03-02T00%3A00%3A00Z"), next);
  }

  /** The ids on all pages, one page after the other. */
  private List<String> walk(String first) {
    List<String> uids = new ArrayList<>();
    for (String next = first; !next.isEmpty(); ) {
      JsonNode answer = list(next);
      answer.at("/results").forEach(item -> uids.add(item.at("/measurement_uid").asText()));
      next = query(answer.at("/metadata/next_url").asText(""));
    }
    return uids;
  }

  private JsonNode list(String query) {
    Reply answer = api.get(LIST + query);
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  private static String query(String url) {
    return url.equals("null") ? "" : url.substring(url.indexOf('?') + 1);
  }

  private static String uid(int number) {
    return "uid-%07d".formatted(number);
  }
}
