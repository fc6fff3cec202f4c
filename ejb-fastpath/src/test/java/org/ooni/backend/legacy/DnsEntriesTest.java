// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class DnsEntriesTest {

  private static JsonNode testKeys(String entry) throws IOException {
    return Reports.normalised("test_name: dnstamper", entry).get("test_keys");
  }

  private static JsonNode answer(String head, String payload) throws IOException {
    String entry = "queries:\n- answers:\n  - ['" + head + "', '" + payload + "']";
    return testKeys(entry).at("/queries/0/answers/0");
  }

  @Test
  void verdictsAreSortedByResolver() throws IOException {
    JsonNode keys =
        testKeys(
            """
            test_resolvers: [192.0.2.1]
            tampering: {192.0.2.1: true, 192.0.2.2: false, 192.0.2.3: null, 192.0.2.4: timeout}
            """);
    assertFalse(keys.has("test_resolvers"));
    assertFalse(keys.has("tampering"));
    assertEquals("timeout", keys.get("errors").get("192.0.2.4").textValue());
    assertEquals(Reports.json("['192.0.2.2']"), keys.get("successful"));
    assertEquals(Reports.json("['192.0.2.2', '192.0.2.3', '192.0.2.4']"), keys.get("failed"));
    assertEquals(Reports.json("['192.0.2.1']"), keys.get("inconsistent"));
  }

  @Test
  void verdictsMayComeInPairs() throws IOException {
    JsonNode keys = testKeys("tampering: [[192.0.2.1, true], [192.0.2.2, false]]");
    assertEquals(Reports.json("['192.0.2.1']"), keys.get("inconsistent"));
    assertEquals(Reports.json("['192.0.2.2']"), keys.get("successful"));
  }

  @Test
  void withoutVerdictsOnlyTheConsistencyTestHasEmptyOnes() throws IOException {
    assertEquals(
        Reports.json(
            "{'errors': {}, 'successful': [], 'failed': [], 'inconsistent': [], 'queries': []}"),
        testKeys("input: a"));
    JsonNode injection = Reports.normalised("test_name: dns_injection", "injected: false");
    assertEquals(Reports.json("{'injected': false, 'queries': []}"), injection.get("test_keys"));
  }

  @Test
  void queriesGetFieldsOfTheirOwn() throws IOException {
    JsonNode query =
        testKeys(
                """
                queries:
                - addrs: [192.0.2.7]
                  answers:
                  - ['<RR name=a.example type=A class=IN ttl=61s auth=False>', '<A address=192.0.2.7 ttl=61>']
                  query: '[Query(''a.example'', 1, 1)]'
                  query_type: A
                  resolver: [192.0.2.53, 53]
                """)
            .at("/queries/0");
    assertEquals(
        Reports.json(
            "{'query_type': 'A', 'hostname': 'a.example', 'failure': null,"
                + "'resolver_hostname': '192.0.2.53', 'resolver_port': 53,"
                + "'answers': [{'ttl': '61', 'answer_type': 'A', 'ipv4': '192.0.2.7'}]}"),
        query);
  }

  @Test
  void aSilentResolverIsAFailureUnlessAnotherIsKnown() throws IOException {
    JsonNode queries =
        testKeys("queries: [{query: odd}, {failure: timeout, resolver: [a]}, {failure: false}]")
            .get("queries");
    assertEquals("no_answer", queries.get(0).get("failure").textValue());
    assertEquals("", queries.get(0).get("hostname").textValue());
    assertTrue(queries.get(0).get("resolver_port").isNull());
    assertEquals("timeout", queries.get(1).get("failure").textValue());
    assertTrue(queries.get(1).get("hostname").isNull());
    assertTrue(queries.get(1).get("resolver_hostname").isNull());
    assertEquals("no_answer", queries.get(2).get("failure").textValue());
  }

  @Test
  void eachTypeOfAnswerHasItsFields() throws IOException {
    assertEquals(
        Reports.json("{'ttl': '5', 'answer_type': 'PTR', 'hostname': 'a-1.b.example'}"),
        answer("<RR type=PTR ttl=5s>", "<PTR name=a-1.b.example. ttl=5>"));
    assertEquals(
        Reports.json("{'ttl': '', 'answer_type': 'CNAME', 'hostname': ''}"),
        answer("<RR type=CNAME>", "<CNAME name=-.>"));
    assertEquals(
        Reports.json(
            "{'ttl': '5', 'answer_type': 'MX', 'hostname': '192.0.2.9', 'preference': '10'}"),
        answer("<RR type=MX ttl=5s>", "<MX preference=10 address=192.0.2.9>"));
    assertEquals(
        Reports.json(
            "{'ttl': '5', 'answer_type': 'SOA', 'hostname': 'ns.example',"
                + "'responsible_name': 'root.example', 'serial_number': '1',"
                + "'refresh_interval': '2', 'retry_interval': '3', 'expiration_limit': '4',"
                + "'minimum_ttl': '6'}"),
        answer(
            "<RR type=SOA ttl=5s>",
            "<SOA mname=ns.example rname=root.example serial=1 refresh=2 retry=3 expire=4"
                + " minimum=6>"));
    assertEquals(
        Reports.json("{'ttl': '5', 'answer_type': 'AAAA'}"),
        answer("<RR type=AAAA ttl=5s>", "<AAAA address=2001:db8::1>"));
  }

  @Test
  void longNamesAreReadWithoutHarm() throws IOException {
    JsonNode long1 = answer("<RR type=PTR>", "<PTR name=" + "a.".repeat(100_000) + ">");
    assertTrue(long1.get("hostname").textValue().startsWith("a.a.a"));
  }

  @Test
  void whatIsNoQueryOrAnswerStays() throws IOException {
    JsonNode queries = testKeys("queries: [odd, {answers: [odd, [], [1, 2]]}]").get("queries");
    assertEquals("odd", queries.get(0).textValue());
    assertEquals(Reports.json("['odd', [], [1, 2]]"), queries.get(1).get("answers"));
  }
}
