// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.schema.MigratedPostgres;

class ListFormatsTest {

  private static final String LIST = "/api/v1/measurements?since=2024-01-10&until=2024-01-12";
  private static ReadingApi api;

  @BeforeAll
  static void fill() throws SQLException {
    MigratedPostgres.shared().truncateAll();
    DataSource rows = MigratedPostgres.shared().application();
    api = new ReadingApi(rows);
    new Row("uid-a-0000", "2024-01-10T01:00:00Z")
        .with("scores", "{\"blocking_general\":1.0,\"msg\":\"a, b\"}")
        .insertInto(rows);
    // hostile case D05
    new Row("uid-b-0000", "2024-01-10T02:00:00Z")
        .with("input", "=HYPERLINK(\"https://evil.example/\")")
        .with("scores", "")
        .insertInto(rows);
    new Row("uid-c-0000", "2024-01-10T03:00:00Z").with("input", "").insertInto(rows);
  }

  @AfterAll
  static void close() {
    api.close();
  }

  @Test
  void aTableHasAHeaderAndOneLinePerMeasurement() {
    Reply answer = api.get(LIST + "&format=csv&order=asc");
    assertEquals("text/csv;charset=utf-8", answer.header("Content-Type"));
    List<String> lines = List.of(answer.text().split("\r\n"));
    assertEquals(4, lines.size());
    assertEquals(
        "measurement_uid,measurement_url,report_id,probe_cc,probe_asn,probe_as_org_name,test_name,"
            + "measurement_start_time,input,category_code,anomaly,confirmed,failure,scores,"
            + "verification_status",
        lines.get(0));
    assertEquals(
        "uid-a-0000,https://api.example.org/api/v1/raw_measurement?measurement_uid=uid-a-0000,"
            + "20240110T000500Z_webconnectivity_IT_3269_n1_abcdefghijklmnop,IT,AS3269,,"
            + "web_connectivity,2024-01-10T01:00:00.000000Z,https://example.org/,,false,false,"
            + "false,\"{\"\"blocking_general\"\":1.0,\"\"msg\"\":\"\"a, b\"\"}\",unverified",
        lines.get(1));
    assertTrue(lines.get(2).contains(",\"'=HYPERLINK(\"\"https://evil.example/\"\")\","));
    assertTrue(lines.get(3).contains("03:00:00.000000Z,,,false"), lines.get(3));
  }

  @Test
  void linesAreTheItemsOfTheList() throws IOException {
    Reply answer = api.get(LIST + "&format=JSONL");
    assertEquals("application/x-ndjson;charset=utf-8", answer.header("Content-Type"));
    ObjectMapper json = new ObjectMapper();
    List<String> lines = answer.text().lines().toList();
    assertEquals(3, lines.size());
    for (int i = 0; i < lines.size(); i++) {
      assertEquals(
          api.get(LIST).json().at("/results/" + i), json.readTree(lines.get(i)), lines.get(i));
    }
    assertTrue(answer.text().endsWith("}\n"));
  }

  @Test
  void filesHaveNames() {
    assertEquals(
        "attachment; filename=ooni-measurements.csv",
        api.get(LIST + "&format=CSV").header("Content-Disposition"));
    assertEquals(
        "attachment; filename=ooni-measurements.jsonl",
        api.get(LIST + "&format=Jsonl").header("Content-Disposition"));
    assertEquals(
        "attachment; filename=ooni-measurements.json",
        api.get(LIST + "&download=true").header("Content-Disposition"));
    assertEquals("", api.get(LIST).header("Content-Disposition"));
  }

  @Test
  void filesSayWhereTheNextPageIs() {
    String link = api.get(LIST + "&format=CSV&limit=2").header("Link");
    assertTrue(link.matches("<https://api.example.org/.*>; rel=\"next\""), link);
    String next = link.substring(link.indexOf("/api/v1"), link.indexOf('>'));
    Reply last = api.get(next);
    assertEquals(2, last.text().lines().count());
    assertTrue(last.text().contains("uid-a-0000"));
    assertEquals("", last.header("Link"));
  }

  @Test
  void anEmptyListIsAHeaderOrNothing() {
    String none = "/api/v1/measurements?since=2020-01-10&until=2020-01-12&format=";
    assertEquals(1, api.get(none + "CSV").text().lines().count());
    assertEquals("", api.get(none + "JSONL").text());
    assertEquals(0, api.get(none + "JSON").json().at("/results").size());
  }

  @Test
  void whoHasAPageDoesNotGetItAgain() {
    for (String format : List.of("", "&format=CSV", "&format=JSONL")) {
      Reply first = api.get(LIST + format);
      String tag = first.header("ETag");
      assertTrue(tag.matches("W/\"[0-9a-f]{32}\""), tag);
      Reply again = api.get(LIST + format, Map.of("If-None-Match", tag));
      assertEquals(304, again.status());
      assertEquals("", again.text());
      assertEquals("max-age=60", again.header("Cache-Control"));
      Reply other = api.get(LIST + "&limit=2" + format, Map.of("If-None-Match", tag));
      assertEquals(200, other.status());
      assertFalse(other.text().isEmpty());
    }
  }
}
