// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.accept.Acknowledgement;
import org.ooni.backend.flow.FlowCounters;
import org.ooni.backend.flow.FlowCounters.Stage;
import org.ooni.backend.measurement.ReportId;
import org.ooni.backend.problem.ProblemMapper;

class SubmitMeasurementResourceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIELDS =
      "\"test_name\":\"web_connectivity\",\"probe_asn\":\"AS34245\",\"probe_cc\":\"IE\"";
  private static final String OLD_ID = "20200101T000000Z_old_IE_1_n1_abcdefghijklmnop";

  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();
  private final FlowCounters counters = new FlowCounters();
  private final MemoryLog log = new MemoryLog();

  @BeforeEach
  void deploy() {
    SubmitMeasurementResource resource = new SubmitMeasurementResource();
    resource.acceptance = new Acceptance();
    resource.acceptance.acceptLog = log;
    resource.acceptance.counters = counters;
    resource.packer = new SubmissionPacker();
    resource.counters = counters;
    resource.places = new NoComparison();
    resource.clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    resource.collectorId = "1";
    dispatcher.getRegistry().addSingletonResource(resource);
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
  }

  @Test
  void theAnswerHasAllMembersAlsoTheEmptyOnes() throws Exception {
    JsonNode answer = post(200, request("{" + FIELDS + "}"));
    assertEquals("unverified", answer.get("verification_status").textValue());
    assertTrue(answer.get("submit_response").isNull());
    assertTrue(answer.get("error").isNull());
    assertEquals("0.1.0", answer.get("protocol_version").textValue());
    assertTrue(
        answer
            .get("report_id")
            .textValue()
            .matches("20261122T120000Z_webconnectivity_IE_34245_n1_[A-Za-z0-9]{16}"));
    assertFalse(answer.get("measurement_uid").textValue().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{%F,'report_id':'%O','z':1}",
        "{%F,'z':{'report_id':'%O'},'report_id' : '%O' }",
        "{'report_id':null,%F}",
        "{'report_id':-12.5e3 ,%F}",
        "{'report_id':{'a':['}']},%F}",
        "{'r\\u0065port_id':'%O\\u0041',%F,'x':'caf\u00e9 \ud83d\ude00 \\ud800'}",
      })
  void onlyTheReportIdIsReplaced(String form) throws Exception {
    String content = filled(form);
    String report = post(200, request(content)).get("report_id").textValue();
    String stored = log.content(0);
    String value = "\"" + report + "\"";
    int start = stored.indexOf(value);
    assertEquals(report, JSON.readTree(stored).get("report_id").textValue());
    assertTrue(content.startsWith(stored.substring(0, start)), stored);
    String rest = stored.substring(start + value.length());
    assertTrue(content.endsWith(rest), stored);
    // what stood between was one JSON value
    JSON.readTree(content.substring(start, content.length() - rest.length()));
  }

  @Test
  void aMissingReportIdIsPutInFront() throws Exception {
    String content = filled(" \n{ %F, 'n':1.0e+2 } ");
    String report = post(200, request(content)).get("report_id").textValue();
    assertEquals(
        "{\"report_id\":\"" + report + "\"," + content.strip().substring(1), log.content(0));
  }

  @Test
  void theStoredDocumentHasNoTraceOfTheCredential() throws Exception {
    ObjectNode request =
        request("{" + FIELDS + "}")
            .put("nym", "secret-nym")
            .put("zkp_request", "secret-proof")
            .put("manifest_version", "v\"7")
            .put("protocol_version", "0.1.0")
            .put("extra", "secret-extra");
    JsonNode answer = post(200, request);
    assertEquals("manifest_not_found", answer.get("error").textValue());
    JsonNode stored = JSON.readTree(log.document(0));
    assertEquals("v\"7", stored.get("manifest_version").textValue());
    assertEquals("0.1.0", stored.get("protocol_version").textValue());
    assertEquals("json", stored.get("format").textValue());
    assertEquals("u", stored.get("is_verified").textValue());
    assertEquals(5, stored.size());
    assertFalse(log.document(0).contains("secret"));
  }

  @Test
  void aRetryIsAnsweredWithTheSameIds() throws Exception {
    JsonNode first = post(200, request("{" + FIELDS + "}").put("zkp_request", "one"));
    JsonNode second = post(200, request("{" + FIELDS + "}").put("zkp_request", "another"));
    assertEquals(first, second);
    assertEquals(1, log.size());
    JsonNode other = post(200, request("{" + FIELDS + ",\"x\":1}"));
    assertNotEquals(first.get("report_id"), other.get("report_id"));
    assertEquals(1, counters.total(Stage.DUPLICATE));
    assertEquals(2, counters.total(Stage.ACCEPTED));
    assertEquals(3, counters.total(Stage.RECEIVED));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "{'nym':'n'} | manifest_not_found",
        "{'zkp_request':'z','protocol_version':'1..2'} | manifest_not_found",
        "{'protocol_version':''} | manifest_not_found",
        "{'manifest_version':'unknown','protocol_version':'999999999999.0'} | manifest_not_found",
        "{'nym':null,'zkp_request':null,'manifest_version':null,'protocol_version':null} | ",
      },
      delimiter = '|',
      quoteCharacter = '"')
  void credentialsAreStoredAsUnverifiedWithTheReason(String members, String error)
      throws Exception {
    ObjectNode request = request("{" + FIELDS + "}");
    request.setAll((ObjectNode) JSON.readTree(members.replace('\'', '"')));
    JsonNode answer = post(200, request);
    assertEquals("unverified", answer.get("verification_status").textValue());
    assertEquals(Optional.ofNullable(error).orElse("null"), answer.get("error").asText());
    assertEquals(1, log.size());
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "[1] | bad_json",
        "{ | bad_json",
        "7 | bad_json",
        "{%F,'probe_cc':'IT'} | duplicate_key",
        "{'test_name':'ndt','probe_asn':'AS0','probe_cc':'IE'} | asn_0",
        "{'test_name':'ndt','probe_asn':'AS9999999999','probe_cc':'IE'} | asn_invalid",
        "{'test_name':'ndt','probe_asn':'AS1x','probe_cc':'IE'} | asn_invalid",
        "{'test_name':'ndt','probe_asn':'AS007','probe_cc':'IE'} | bad_metadata",
        "{'test_name':'ndt','probe_asn':'AS1','probe_cc':'ZZ'} | cc_zz",
        "{'test_name':'ndt','probe_asn':'AS1','probe_cc':'I1'} | bad_metadata",
        "{'test_name':5,'probe_asn':'AS1','probe_cc':'IE'} | bad_metadata",
        "{'test_name':'abcdefghijklmnopqrstuvwxyz01234','probe_asn':'AS1','probe_cc':'IE'}"
            + " | bad_metadata",
        "{'test_name':'__','probe_asn':'AS1','probe_cc':'IE'} | bad_metadata",
      },
      delimiter = '|',
      quoteCharacter = '"')
  void whatIsRefusedIsNotStored(String content, String error) throws Exception {
    JsonNode answer = post(400, request(filled(content)));
    assertEquals(error, answer.at("/detail/error").textValue());
    assertEquals(0, log.size());
    assertEquals(1, counters.total(Stage.REFUSED));
  }

  @Test
  void aContentThatIsNoTextIsRefused() throws Exception {
    ObjectNode request = JSON.createObjectNode();
    request.set("content", JSON.readTree("{" + FIELDS + "}"));
    post(400, request);
    post(400, JSON.createObjectNode().put("format", "json"));
    post(400, JSON.createArrayNode());
    post(400, request("{" + FIELDS + "}").put("nym", 7));
    post(400, request("{" + FIELDS + "}").put("manifest_version", "7".repeat(1000)));
    byte[] halfCharacter = "{\"content\":\"{\\ud800}\"}".getBytes(StandardCharsets.US_ASCII);
    assertEquals(400, post(halfCharacter).getStatus());
    assertEquals(0, log.size());
  }

  private static String filled(String form) {
    return form.replace('\'', '"').replace("%F", FIELDS).replace("%O", OLD_ID);
  }

  private static ObjectNode request(String content) {
    return JSON.createObjectNode().put("format", "json").put("content", content);
  }

  private JsonNode post(int status, JsonNode request) throws Exception {
    MockHttpResponse response = post(JSON.writeValueAsBytes(request));
    assertEquals(status, response.getStatus(), response.getContentAsString());
    return JSON.readTree(response.getContentAsString());
  }

  private MockHttpResponse post(byte[] body) throws Exception {
    MockHttpResponse response = new MockHttpResponse();
    dispatcher.invoke(MockHttpRequest.post("/api/v1/submit_measurement").content(body), response);
    return response;
  }

  /** There is no socket, so there is no address to compare. */
  private static final class NoComparison extends PlaceComparison {
    @Override
    void compare(
        HttpServletRequest request, Acknowledgement answer, ProbeSoftware software, ReportId id) {}
  }
}
