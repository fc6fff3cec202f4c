// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpEntriesTest {

  private static JsonNode testKeys(String entry) throws IOException {
    return Reports.normalised("test_name: http_requests", entry).get("test_keys");
  }

  private static String input(String options) throws IOException {
    String header = "{test_name: http_requests, options: " + options + "}";
    return Reports.normalised(header, "a: 1").get("input").textValue();
  }

  @Test
  void theLengthIsWhatTheResponseSaid() throws IOException {
    JsonNode requests =
        testKeys(
                """
                requests:
                - request: {url: a}
                  response: {headers: [[content-LENGTH, ['12', '13']], [Server, [[x, y]]], [Z, []]]}
                - request: {url: b}
                  response: {headers: [[Server, [x]]]}
                """)
            .get("requests");
    assertEquals("12", requests.get(0).get("response_length").textValue());
    assertEquals(
        Reports.json("{'content-LENGTH': '12', 'Server': 'x', 'Z': null}"),
        requests.get(0).at("/response/headers"));
    assertTrue(requests.get(1).get("response_length").isNull());
  }

  @Test
  void aLoneRequestBecomesTheLastOfTheRequests() throws IOException {
    JsonNode keys =
        testKeys(
            """
            request: {url: 'http://b.example/'}
            response: {body: "b\\0c"}
            requests: [{request: {url: 'http://a.example/'}, response: null}]
            """);
    assertFalse(keys.has("request"));
    assertFalse(keys.has("response"));
    assertEquals("http://a.example/", keys.at("/requests/0/request/url").textValue());
    assertEquals("http://b.example/", keys.at("/requests/1/request/url").textValue());
    assertEquals("bc", keys.at("/requests/1/response/body").textValue());
  }

  @Test
  void missingMessagesAreEmpty() throws IOException {
    JsonNode session = testKeys("requests: [{request: null}]").at("/requests/0");
    assertEquals(Reports.json("{'body': null, 'headers': {}}"), session.get("response"));
    assertFalse(session.at("/request/tor/is_tor").booleanValue());
    assertEquals(Reports.json("[]"), testKeys("a: 1").get("requests"));
  }

  @Test
  void torIsToldInAllItsForms() throws IOException {
    JsonNode requests =
        testKeys(
                """
                requests:
                - request: {url: 'shttp://a.example/', tor: {is_tor: false, exit_ip: 192.0.2.1}}
                - request: {url: 'http://b.example/', tor: true}
                - request: {url: 'http://c.example/', tor: {is_tor: true, exit_ip: 192.0.2.3, at: 1}}
                - request: {url: 'http://d.example/', tor: {is_tor: 'yes'}}
                - request: {url: 'http://e.example/', tor: false}
                """)
            .get("requests");
    assertEquals("http://d.example/", requests.get(0).at("/request/url").textValue());
    assertEquals("http://a.example/", requests.get(1).at("/request/url").textValue());
    assertEquals("http://e.example/", requests.get(2).at("/request/url").textValue());
    JsonNode plain = Reports.json("{'is_tor': false, 'exit_ip': null, 'exit_name': null}");
    JsonNode unknown = Reports.json("{'is_tor': true, 'exit_ip': null, 'exit_name': null}");
    JsonNode known = Reports.json("{'is_tor': true, 'exit_ip': '192.0.2.3', 'exit_name': null}");
    assertEquals(plain, requests.get(0).at("/request/tor"));
    assertEquals(unknown, requests.get(1).at("/request/tor"));
    assertEquals(plain, requests.get(2).at("/request/tor"));
    assertEquals(unknown, requests.get(3).at("/request/tor"));
    assertEquals(known, requests.get(4).at("/request/tor"));
  }

  @Test
  void theInputMayBeAnOption() throws IOException {
    assertEquals("a", input("[--url, a]"));
    assertEquals("b", input("[--url, a, -u, b, -u, c]"));
    assertEquals(null, input("[-f, list, -u]"));
    assertEquals(null, input("none"));
  }

  @Test
  void differingHeadersAreListed() throws IOException {
    String entry = "headers_diff: !!set {Age, Via}";
    JsonNode both = Reports.json("['Age', 'Via']");
    assertEquals(both, testKeys(entry).get("headers_diff"));
    assertEquals(both, testKeys("headers_diff: {Age: 1, Via: 2}").get("headers_diff"));
    JsonNode probe = Reports.normalised("test_name: website_probe", "headers_diff: {Age: 1}");
    assertEquals(Reports.json("{'headers_diff': ['Age']}"), probe.get("test_keys"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP Host", "http_url_list", "meek_fronted_requests", "squid"})
  void allHttpTestsAreBroughtIntoTheForm(String nettest) throws IOException {
    JsonNode measurement = Reports.normalised("test_name: " + nettest, "requests: [{request: {}}]");
    assertTrue(measurement.at("/test_keys/requests/0/request/tor").isObject());
  }

  @Test
  void otherTestsKeepTheirRequests() throws IOException {
    JsonNode keys =
        Reports.normalised("test_name: dns_n_http", "requests: [{request: {tor: true}}]")
            .get("test_keys");
    assertEquals(Reports.json("{'requests': [{'request': {'tor': true}}]}"), keys);
  }
}
