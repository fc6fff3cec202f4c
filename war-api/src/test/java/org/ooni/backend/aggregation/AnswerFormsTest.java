// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.schema.MigratedPostgres;

/** Forms, headers and limits of an answer. */
class AnswerFormsTest {

  private static final String DAY = "since=2024-02-29&until=2024-03-01";
  private static CountingApi api;

  @BeforeAll
  static void fill() throws SQLException {
    List<Msm> rows =
        List.of(
            Msm.web("2024-02-29T10:00:00Z", "=cmd|' /C calc'!A0", "a"),
            Msm.web("2024-02-29T10:00:00Z", "q\"uote,comma", "f"),
            Msm.web("2024-02-29T10:00:00Z", "", "").of("torsf").in("GB"));
    api = CountingApi.over(rows, List.of());
  }

  @Test
  void csvIsSortedByColumnsAndHarmlessInASpreadsheet() {
    Reply answer = api.ask(DAY + "&axis_x=domain&axis_y=probe_cc&format=CSV");
    assertEquals("text/csv;charset=utf-8", answer.header("Content-Type").replace(" ", ""));
    assertEquals("nosniff", answer.header("X-Content-Type-Options"));
    assertEquals(
        """
        anomaly_count,confirmed_count,domain,failure_count,measurement_count,ok_count,probe_cc
        0,0,,0,1,1,GB
        1,0,'=cmd|' /C calc'!A0,0,1,0,IT
        0,0,"q""uote,comma",1,1,0,IT
        """
            .replace("\n", "\r\n"),
        answer.text());
  }

  @Test
  void csvOfOneObjectIsOneLineAndOfNoGroupIsEmpty() {
    assertEquals(
        "anomaly_count,confirmed_count,failure_count,measurement_count,ok_count\r\n1,0,1,3,1\r\n",
        api.ask(DAY + "&format=csv").text());
    Reply empty = api.ask(DAY + "&probe_cc=KP&axis_x=probe_cc&format=csv");
    assertEquals(200, empty.status());
    assertEquals("", empty.text());
  }

  @Test
  void aDownloadHasAName() {
    assertEquals(
        "attachment; filename=ooni-aggregate-data.csv",
        api.ask(DAY + "&format=CSV&download=true").header("Content-Disposition"));
    assertEquals(
        "attachment; filename=ooni-aggregate-data.json",
        api.ask(DAY + "&download=1").header("Content-Disposition"));
    assertEquals("", api.ask(DAY + "&download=false").header("Content-Disposition"));
  }

  @Test
  void anAnswerMayChangeAtAnyTime() {
    assertEquals("", api.ask(DAY).header("Cache-Control"));
  }

  @Test
  void whoHasTheSameCountsIsToldSo() {
    String path = "/api/v1/aggregation?" + DAY + "&axis_x=probe_cc";
    String tag = api.get(path).header("ETag");
    assertTrue(tag.startsWith("W/"), tag);
    assertEquals("304 ", api.get(path, tag).status() + " " + api.get(path, tag).text());
    assertEquals(tag, api.get(path, tag).header("ETag"));
    assertEquals(200, api.get(path + "&probe_cc=GB", tag).status());
    assertEquals(200, api.get(path + "&format=csv", tag).status());
    String csv = api.get(path + "&format=csv").header("ETag");
    assertEquals(304, api.get(path + "&format=csv", csv).status());
  }

  @Test
  void theSameAxisTwiceIsAnErrorInTheFormOfTheReference() {
    Reply answer = api.ask(DAY + "&axis_x=probe_cc&axis_y=probe_cc");
    assertEquals(200, answer.status());
    assertEquals("Axis X and Y cannot be the same", answer.json().at("/msg").asText());
    assertEquals("Axis X and Y cannot be the same", answer.json().at("/error").asText());
    assertFalse(answer.json().has("result"));
    assertEquals("no-cache", answer.header("Cache-Control"));
  }

  @Test
  void whatIsTooMuchIsRefusedWithAdvice() throws SQLException {
    CountingApi small = new CountingApi(MigratedPostgres.shared().application());
    small.groups.mostGroups = 2;
    assertEquals(200, small.ask(DAY + "&axis_x=probe_cc").status());
    Reply groups = small.ask(DAY + "&axis_x=probe_cc&axis_y=domain");
    assertEquals(400, groups.status());
    assertEquals(
        "The answer has more than 2 groups. Narrow it by the parameter domain, or by since and until",
        groups.json().at("/msg").asText());
    small.groups.mostGroups = 200_000;
    small.groups.mostBytes = 10;
    Reply bytes = small.ask(DAY + "&axis_y=probe_cc&probe_cc=IT,GB&format=csv");
    assertEquals(400, bytes.status());
    assertEquals(
        "The answer has more than 10 bytes. Narrow it by the parameters since and until",
        bytes.json().at("/msg").asText());
  }
}
