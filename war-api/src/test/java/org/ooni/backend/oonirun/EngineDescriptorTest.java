// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ooni.backend.oonirun.OoniRunApi.LINKS;
import static org.ooni.backend.oonirun.OoniRunApi.NOBODY;
import static org.ooni.backend.oonirun.OoniRunApi.USER;
import static org.ooni.backend.oonirun.OoniRunApi.json;
import static org.ooni.backend.oonirun.OoniRunApi.link;
import static org.ooni.backend.oonirun.OoniRunApi.ok;
import static org.ooni.backend.oonirun.OoniRunApi.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.schema.MigratedPostgres;

class EngineDescriptorTest {

  private static final String WITH_TARGETS =
      "{'nettests':[{'test_name':'web_connectivity','targets_name':'websites_list_prioritized',"
          + "'is_manual_run_enabled_default':true},"
          + "{'test_name':'openvpn','inputs':['openvpn://x'],"
          + "'inputs_extra':[{'provider':'riseupvpn'}]},"
          + "{'test_name':'dnscheck'}]}";

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private OoniRunApi api;

  @BeforeEach
  void deploy() throws SQLException {
    postgres.truncateAll();
    api = new OoniRunApi(postgres.application(), "1000/day");
  }

  @Test
  void aProbeGetsTheInputsThatAreMadeForIt() throws Exception {
    String id = api.created(WITH_TARGETS);
    JsonNode descriptor = ok(ask(id, "latest", "{}"));
    assertEquals(
        OoniRunApi.JSON.readTree(
            """
            {"revision":"1","date_created":"2026-11-22T12:00:00.000000Z","nettests":[
             {"test_name":"web_connectivity","inputs":["https://b/","https://a/"],"options":{},
              "is_background_run_enabled_default":false,"is_manual_run_enabled_default":true,
              "is_background_run_enabled":false,"is_manual_run_enabled":true,
              "targets_name":"websites_list_prioritized","inputs_extra":[
               {"category_code":"NEWS","country_code":"IT"},
               {"category_code":"GAME","country_code":"XX"}]},
             {"test_name":"openvpn","inputs":["openvpn://x"],"options":{},
              "is_background_run_enabled_default":false,"is_manual_run_enabled_default":false,
              "is_background_run_enabled":false,"is_manual_run_enabled":false,
              "targets_name":null,"inputs_extra":[{"provider":"riseupvpn"}]},
             {"test_name":"dnscheck","inputs":null,"options":{},
              "is_background_run_enabled_default":false,"is_manual_run_enabled_default":false,
              "is_background_run_enabled":false,"is_manual_run_enabled":false,
              "targets_name":null,"inputs_extra":null}]}
            """),
        descriptor);
    assertEquals(descriptor, ok(ask(id, "1", "{}")));
  }

  @Test
  void madeInputsAreNotPartOfTheLink() throws Exception {
    String id = api.created(WITH_TARGETS);
    ok(ask(id, "latest", "{}"));
    JsonNode shown = api.get("/" + id, NOBODY);
    assertTrue(shown.at("/nettests/0/inputs").isNull());
    assertTrue(shown.at("/nettests/0/inputs_extra").isNull());
    assertEquals("riseupvpn", shown.at("/nettests/1/inputs_extra/0/provider").textValue());
    assertEquals("1", ok(api.put(id, USER, link(WITH_TARGETS))).get("revision").textValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|IT AS3269 [] 100",
        "{'is_charging':false}|IT AS3269 [] 20",
        "{'run_type':'manual','is_charging':false}|IT AS3269 [] 9999",
        "{'probe_asn':'30722','probe_cc':'de'}|DE AS30722 [] 100",
        "{'website_category_codes':['news']}|IT AS3269 [NEWS] 100",
        "{'website_category_codes':null}|IT AS3269 [] 100",
        "{'unknown':'member'}|IT AS3269 [] 100",
      })
  void theListIsAskedForWithTheLimitsOfACheckIn(String members, String asked) throws Exception {
    ok(ask(api.created(WITH_TARGETS), "latest", members.replace('"', '\'')));
    assertEquals(asked, api.asked);
  }

  @Test
  void theListIsNotAskedForWithoutNeed() throws Exception {
    ok(ask(api.created(), "latest", "{}"));
    assertEquals("", api.asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'run_type':'bad'}",
        "{'run_type':null}",
        "{'is_charging':null}",
        "{'is_charging':'yes'}",
        "{'probe_asn':3269}",
        "{'probe_asn':'ASN3269'}",
        "{'probe_asn':'AS'}",
        "{'probe_asn':'AS12345678901'}",
        "{'probe_asn':'AS9999999999'}",
        "{'probe_asn':'AS٣'}",
        "{'probe_cc':null}",
        "{'probe_cc':'ITA'}",
        "{'network_type':'bad'}",
        "{'network_type':null}",
        "{'website_category_codes':'NEWS'}",
        "{'website_category_codes':[7]}",
        "{'website_category_codes':['N-1']}",
      })
  void whatAProbeMayNotSayIsRefused(String members) throws Exception {
    String id = api.created();
    refused(422, ask(id, "1", members));
  }

  @Test
  void allNetworkTypesAreKnown() throws Exception {
    String id = api.created();
    for (String type :
        List.of(
            "vpn",
            "wifi",
            "mobile",
            "wired_ethernet",
            "no_internet",
            "bluetooth",
            "usb",
            "unknown")) {
      ok(ask(id, "latest", "{'network_type':'" + type + "'}"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ooniprobe-android-unattended,3.8.2,android,ooniprobe-engine,3.17.2,engine_1.2.3|200",
        "ooniprobe-android-unattended,3.8.2,android,ooniprobe-engine,3.17.2|422",
        "a,b,c|422",
        "a,b,c,d,e,f,g|422",
        "a,,c,d,e,f|422",
        "a,b,c!,d,e,f|422",
      })
  void theSoftwareHasSixParts(String software, int status) throws Exception {
    MockHttpRequest request = request(api.created(), "latest", "{}").header("UserAgent", software);
    refused(status, api.ask(request, NOBODY));
  }

  @ParameterizedTest
  @CsvSource({"2,404", "0,404", "x,422"})
  void aRevisionThatIsNotThereIsNotMadeUp(String revision, int status) throws Exception {
    refused(status, ask(api.created(), revision, "{}"));
  }

  @Test
  void aLinkThatIsNotThereIsNotFound() throws Exception {
    refused(404, ask("404", "latest", "{}"));
  }

  private MockHttpResponse ask(String id, String revision, String members) throws Exception {
    return api.ask(request(id, revision, members), NOBODY);
  }

  private static MockHttpRequest request(String id, String revision, String members)
      throws Exception {
    ObjectNode probe =
        json(
            "{'run_type':'timed','is_charging':true,'probe_asn':'AS3269','probe_cc':'IT',"
                + "'network_type':'wifi','website_category_codes':[]}");
    probe.setAll(json(members));
    return MockHttpRequest.post(LINKS + "/" + id + "/engine-descriptor/" + revision)
        .content(probe.toString().getBytes(StandardCharsets.UTF_8));
  }
}
