// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Explorer's pages of places without measurements, and of measurements without a place: the country
 * ZZ and the network AS0, which are counted as any other.
 */
@ExtendWith(DeployedSystem.class)
class NowhereIT {

  private final Probe explorer = new Probe(DeployedSystem.platform().baseUri());

  @BeforeEach
  void measureNowhere() throws SQLException {
    run(
        """
        INSERT INTO fastpath (measurement_uid, measurement_start_time, test_start_time, probe_cc,
          probe_asn, test_name, input, domain, scores, platform, anomaly, confirmed, msm_failure)
        SELECT 'nowhere' || test, start, start, 'ZZ', asn, test, 'https://nowhere.example/',
          'nowhere.example', '{}', '', true, false, false
        FROM (VALUES ('web_connectivity', 0), ('telegram', 0), ('tor', NULL)) known (test, asn),
          (SELECT now() - interval '1 day 1 hour') yesterday (start)
        """);
  }

  @AfterEach
  void forgetIt() throws SQLException {
    run("DELETE FROM fastpath WHERE probe_cc = 'ZZ' AND measurement_uid LIKE 'nowhere%'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "country_overview?probe_cc=ZZ                    | /measurement_count      | 3",
        "country_overview?probe_cc=ZZ                    | /network_count          | 1",
        "website_networks?probe_cc=ZZ                    | /results/0/probe_asn    | 0",
        "website_networks?probe_cc=zz                    | /results/0/count        | 3",
        "website_urls?probe_cc=ZZ&probe_asn=AS0          | /metadata/total_count   | 1",
        "website_urls?probe_cc=ZZ&probe_asn=0            | /results/0/anomaly_count | 1",
        "im_networks?probe_cc=ZZ                         | /telegram/ok_networks/0/asn | 0",
        "vanilla_tor_stats?probe_cc=ZZ                   | /networks/0/probe_asn   | 0",
        "country_overview?probe_cc=AQ                    | /measurement_count      | 0",
        "website_urls?probe_cc=AQ&probe_asn=AS0          | /metadata/total_count   | 0",
        "vanilla_tor_stats?probe_cc=AQ                   | /notok_networks         | 0",
        "network_stats?probe_cc=ZZ                       | /metadata/total_count   | 0",
      })
  void numbersAreThoseOfThePlace(String path, String pointer, long number) throws Exception {
    assertEquals(number, ask(path).at(pointer).asLong(-1), path);
  }

  @ParameterizedTest
  @CsvSource({"ZZ", "AQ"})
  void chartsHaveAllTheirDays(String country) throws Exception {
    String place = "probe_cc=" + country;
    JsonNode coverage = ask("test_coverage?" + place);
    assertEquals(30, coverage.get("network_coverage").size());
    assertEquals(0, coverage.get("test_coverage").size() % 30);
    assertEquals(
        32, ask("im_stats?" + place + "&probe_asn=AS0&test_name=telegram").at("/results").size());
    String site = "&probe_asn=AS0&input=https%3A%2F%2Fnowhere.example%2F";
    assertEquals(
        country.equals("ZZ") ? 1 : 0, ask("website_stats?" + place + site).at("/results").size());
    assertTrue(ask("website_networks?" + place).get("results").isArray());
  }

  @Test
  void aNetworkAndADomainThatNobodyKnowsHaveAnAnswer() throws Exception {
    assertEquals("{\"org_name\":\"Unknown\"}", ask("asnmeta?asn=0").toString());
    JsonNode domain = ask("domain_metadata?domain=www.none-such.example");
    assertEquals("MISC", domain.get("category_code").textValue());
    assertEquals("none-such.example", domain.get("canonical_domain").textValue());
    assertEquals("{}", ask("measurement_feedback/none-such").get("summary").toString());
  }

  @Test
  void theWorldCountsThemAndTheListOfCountriesNamesNoSuchCountry() throws Exception {
    assertTrue(ask("global_overview").get("measurement_count").asLong() >= 3);
    ask("countries")
        .get("countries")
        .forEach(country -> assertTrue(!country.get("alpha_2").asText().equals("ZZ")));
    JsonNode chart = explorer.get("/api/v1/aggregation?probe_cc=ZZ&axis_x=probe_cc").json();
    assertEquals(3, chart.at("/result/0/measurement_count").asLong());
  }

  private JsonNode ask(String path) throws Exception {
    Probe.Answer answer = explorer.get("/api/_/" + path);
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = DeployedSystem.platform().applicationConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      // what drains by itself may be at it: whoever comes second finds nothing left to add
      statement.execute("SELECT rollup_drain(1000000)");
    }
  }
}
