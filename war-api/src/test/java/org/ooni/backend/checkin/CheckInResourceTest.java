// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.geoip.Place;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.probecheckin.CallerPlace;
import org.ooni.backend.probeconfig.ProbeConfigurations;
import org.ooni.backend.problem.ProblemMapper;

class CheckInResourceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00.123Z"), ZoneOffset.UTC);
  private static final Place FOUND =
      new Place(new CountryCode("US"), new ProbeAsn(2149), Optional.of("PSINet"));

  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();
  private final AskedLists lists = new AskedLists();
  private Place found = FOUND;

  @TempDir Path folder;

  @BeforeEach
  void deploy() {
    CheckInResource checkIn = new CheckInResource();
    checkIn.testLists = lists;
    checkIn.configurations = new ProbeConfigurations(folder, CLOCK);
    checkIn.callerPlace =
        new CallerPlace() {
          @Override
          public Place of(HttpServletRequest request) {
            return found;
          }
        };
    checkIn.clock = CLOCK;
    checkIn.collectorId = "1";
    dispatcher.getRegistry().addSingletonResource(checkIn);
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
  }

  @Test
  void theAnswerIsWhatTheGoClientCanRead() throws Exception {
    JsonNode answer = checkIn("{}");
    assertEquals(1, answer.get("v").intValue());
    assertEquals("2026-11-22T12:00:00Z", answer.get("utc_time").textValue());
    assertEquals("PSINet", answer.get("probe_network_name").textValue());
    answer.at("/conf/features").forEach(flag -> assertTrue(flag.isBoolean()));
    assertTrue(answer.at("/conf/features/webconnectivity_0.5").booleanValue());
    assertEquals(6, answer.at("/conf/test_helpers").size());
    answer
        .at("/conf/test_helpers")
        .forEach(kind -> kind.forEach(one -> one.forEach(text -> assertTrue(text.isTextual()))));
    assertEquals(21, answer.get("tests").size());
    assertEquals(
        JSON.readTree(
            "[{\"category_code\":\"NEWS\",\"country_code\":\"XX\",\"url\":\"https://a.org/\"}]"),
        answer.at("/tests/web_connectivity/urls"));
    assertTrue(
        answer
            .at("/tests/http_host/report_id")
            .textValue()
            .matches("20261122T120000Z_httphost_US_2149_n1_[A-Za-z0-9]{16}"));
  }

  @Test
  void theSentPlaceIsUsedAndTheFoundOneShown() throws Exception {
    JsonNode answer = checkIn("{\"probe_cc\":\"it\",\"probe_asn\":\"AS3269\"}");
    assertEquals("US AS2149", shownPlace(answer));
    assertTrue(answer.at("/tests/web_connectivity/report_id").textValue().contains("_IT_3269_"));
    assertEquals("IT AS3269 [] 20", lists.asked);
  }

  @Test
  void aProbeThatIsFoundNowhereGetsAList() throws Exception {
    found = Place.UNKNOWN;
    JsonNode answer = checkIn("{}");
    assertEquals("ZZ AS0", shownPlace(answer));
    assertTrue(answer.get("probe_network_name").isNull());
    assertEquals("ZZ AS0 [] 20", lists.asked);
  }

  @Test
  void onlyAPlaceThatIsWhollyUnknownIsReplaced() throws Exception {
    checkIn("{\"probe_cc\":\"ZZ\",\"probe_asn\":\"AS7\"}");
    assertEquals("ZZ AS7 [] 20", lists.asked);
    checkIn("{\"probe_cc\":\"IT\"}");
    assertEquals("IT AS0 [] 20", lists.asked);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "{'charging':true} | [] 100",
        "{'charging':false,'run_type':'timed'} | [] 20",
        "{'charging':null,'run_type':'manual'} | [] 9999",
        "{'web_connectivity':{'category_codes':['NEWS']}} | [NEWS] 20",
        "{'web_connectivity':{'category_codes':'NEWS,news'}} | [NEWS] 20",
        "{'web_connectivity':{'category_codes':[]}} | [] 20",
        "{'web_connectivity':{'category_codes':null}} | [] 20",
        "{'web_connectivity':null,'unknown':[1]} | [] 20",
      },
      delimiter = '|',
      quoteCharacter = '"')
  void theProbeDecidesHowManyAndWhich(String request, String asked) throws Exception {
    checkIn(request.replace('\'', '"'));
    assertEquals("US AS2149 " + asked, lists.asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{'probe_cc':'ITA'}",
        "{'probe_cc':'1T'}",
        "{'probe_cc':'\u00df'}",
        "{'probe_cc':7}",
        "{'probe_asn':'3269'}",
        "{'probe_asn':'as3269'}",
        "{'probe_asn':'AS9999999999'}",
        "{'charging':'true'}",
        "{'on_wifi':1}",
        "{'software_name':{}}",
        "{'web_connectivity':[]}",
        "{'web_connectivity':{'category_codes':['NEWS;']}}",
        "{'web_connectivity':{'category_codes':[7]}}",
        "{'web_connectivity':{'category_codes':'NEWS;'}}",
        "{'web_connectivity':{'category_codes':7}}",
        "{'web_connectivity':{'category_codes':['']}}",
        "{'web_connectivity':{'category_codes':'NEWS,'}}",
      })
  void nonsenseIsRefused(String request) throws Exception {
    assertEquals(400, post(request.replace('\'', '"')).getStatus());
  }

  @Test
  void hostileSizesAreRefused() throws Exception {
    String codes = "[" + "\"A\",".repeat(10_000) + "\"A\"]";
    String manyCodes = "{\"web_connectivity\":{\"category_codes\":" + codes + "}}";
    assertEquals(400, post(manyCodes).getStatus());
    String commas = "A".repeat(15) + (",A".repeat(10_000));
    assertEquals(
        400, post("{\"web_connectivity\":{\"category_codes\":\"" + commas + "\"}}").getStatus());
    assertEquals(400, post("{\"software_version\":\"" + "1".repeat(1_000_000) + "\"}").getStatus());
    assertEquals(400, post("{\"platform\":\"" + "1".repeat(2000) + "\"}").getStatus());
  }

  private static String shownPlace(JsonNode answer) {
    return answer.get("probe_cc").textValue() + " " + answer.get("probe_asn").textValue();
  }

  private JsonNode checkIn(String request) throws Exception {
    MockHttpResponse response = post(request);
    assertEquals(200, response.getStatus(), response.getContentAsString());
    return JSON.readTree(response.getContentAsString());
  }

  private MockHttpResponse post(String request) throws Exception {
    byte[] body = request.getBytes(StandardCharsets.UTF_8);
    return send(MockHttpRequest.post("/api/v1/check-in").content(body));
  }

  private MockHttpResponse send(MockHttpRequest request) {
    MockHttpResponse response = new MockHttpResponse();
    dispatcher.invoke(request, response);
    return response;
  }
}
