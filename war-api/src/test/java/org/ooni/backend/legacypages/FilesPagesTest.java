// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacypages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.problem.BadRequest;

class FilesPagesTest {

  private static final String SEARCH = "https://explorer.example/search";

  private final FilesPagesResource files = new FilesPagesResource();
  private final DaysResource days = new DaysResource();

  @BeforeEach
  void configure() {
    files.explorer = URI.create("https://explorer.example");
    days.explorer = files.explorer;
    days.base = URI.create("https://api.example");
  }

  @Test
  void listsLeadToTheSearch() {
    assertLeads(301, SEARCH, files.all());
    assertLeads(301, SEARCH, files.days());
    assertLeads(301, SEARCH, files.countries());
  }

  @Test
  void aDayLeadsToTheSearchOfThatDay() {
    String ofDay = SEARCH + "?until=2024-03-01&since=2024-02-29";
    assertLeads(301, ofDay, files.ofDay("2024-02-29"));
    assertLeads(301, ofDay, days.ofDay("2024-02-29"));
  }

  @Test
  void aCountryLeadsToItsSearch() {
    assertLeads(301, SEARCH + "?probe_cc=IT", files.ofCountry("it"));
  }

  @Test
  void aFileLeadsToWhereFilesWereAndToNoOtherHost() {
    assertLeads(
        302, "https://api.example/files/download/x.json", days.file("2020-01-01", "x.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2023-02-29", "2020-99-99", "yesterday", "+12020-01-01", "9999-12-31", ""})
  void whatNoCalendarHasIsRefused(String day) {
    assertThrows(BadRequest.class, () -> files.ofDay(day));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ita", "i", "1T", "I\n", "&x"})
  void whatIsNoCountryIsRefused(String country) {
    assertThrows(BadRequest.class, () -> files.ofCountry(country));
  }

  private static void assertLeads(int status, String target, Response answer) {
    assertEquals(status, answer.getStatus());
    assertEquals(target, answer.getLocation().toString());
  }
}
