// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ooni.backend.asked.Reply;

/** Months are read as a whole, and the answer is still about days. */
class WholeMonthsTest {

  private static final String ALMOST_ALL = "since=2023-11-28&until=2023-12-30";

  private static CountingApi api;

  @BeforeAll
  static void fill() throws SQLException {
    api =
        CountingApi.over(
            List.of(
                of("2023-12-29T10:00:00Z", 3269L),
                of("2023-12-30T00:00:00Z", 3269L),
                of("2023-12-31T10:00:00Z", 30722L)),
            List.of());
  }

  @Test
  void whoMeasuredOnOtherDaysOfTheMonthOnlyIsNotThere() {
    Reply answer = api.ask(ALMOST_ALL + "&axis_x=probe_asn");
    assertEquals(1, answer.json().at("/result").size(), answer.text());
    assertEquals(3269, answer.json().at("/result/0/probe_asn").asInt());
    assertEquals(1, answer.json().at("/result/0/measurement_count").asInt());
  }

  @Test
  void noMeasurementIsNoGroupAndACountOfNought() {
    String other = ALMOST_ALL + "&probe_asn=AS30722";
    assertEquals(0, api.ask(other + "&axis_x=probe_cc").json().at("/result").size());
    assertEquals(0, api.ask(other).json().at("/result/measurement_count").asInt(-1));
  }

  @Test
  void theLastDayThatThereIsCanBeAskedFor() {
    Reply answer = api.ask("since=0001-01-01&until=9999-12-31&probe_asn=3269,30722");
    assertEquals(3, answer.json().at("/result/measurement_count").asInt(), answer.text());
  }

  private static Msm of(String time, long network) {
    return new Msm(time, "IT", network, "whatsapp", "", "", "", "", null);
  }
}
