// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.problem.Unprocessable;

class LinkRequestTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':''}",
        "{'name':'x'}",
        "{'name':null}",
        "{'name':7}",
        "{'name':'123456789.123456789.123456789.123456789.123456789.x'}",
        "{'short_description':'x'}",
        "{'description':'x'}",
        "{'author':'x'}",
        "{'name_intl':{'it':''}}",
        "{'name_intl':{'it':'x'}}",
        "{'name_intl':{'it':null}}",
        "{'name_intl':['it']}",
        "{'short_description_intl':{'it':7}}",
        "{'description_intl':{'abcdefghijklmnopqrstuvwxyz0123456789':'text'}}",
        "{'icon':7}",
        "{'color':'0588cb'}",
        "{'color':'#0588c'}",
        "{'color':'#0588cg'}",
        "{'color':'#0588cb '}",
        "{'expiration_date':'tomorrow'}",
        "{'expiration_date':1700000000}",
        "{'expiration_date':'2026-02-30'}",
        "{'expiration_date':'+12026-01-01T00:00:00Z'}",
        "{'nettests':null}",
        "{'nettests':{}}",
        "{'nettests':['ndt']}",
        "{'nettests':[{}]}",
        "{'nettests':[{'test_name':'n'}]}",
        "{'nettests':[{'test_name':'ndt','inputs':'https://a/'}]}",
        "{'nettests':[{'test_name':'ndt','inputs':[7]}]}",
        "{'nettests':[{'test_name':'ndt','inputs':[null]}]}",
        "{'nettests':[{'test_name':'ndt','options':[]}]}",
        "{'nettests':[{'test_name':'ndt','options':{'a':1e999}}]}",
        "{'nettests':[{'test_name':'ndt','options':{'a\\u0000':1}}]}",
        "{'nettests':[{'test_name':'ndt','is_manual_run_enabled_default':'yes'}]}",
        "{'nettests':[{'test_name':'ndt','is_background_run_enabled_default':1}]}",
        "{'nettests':[{'test_name':'ndt','inputs':['a','b'],'inputs_extra':[{}]}]}",
        "{'nettests':[{'test_name':'ndt','inputs':['a'],'inputs_extra':['b']}]}",
        "{'nettests':[{'test_name':'ndt','inputs_extra':[]}]}",
        "{'nettests':[{'test_name':'ndt','targets_name':'example_name'}]}",
        "{'nettests':[{'test_name':'ndt','targets_name':''}]}",
        "{'name':'a\\u0000b'}",
        "{'name':'a\\ud800'}",
        "{'name_intl':{'i\\udc00':'text'}}",
      })
  void whatALinkMayNotBeIsRefused(String members) {
    refused(OoniRunApi.link(members));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'inputs':['a']", "'inputs':[]", "'inputs':[],'inputs_extra':[]"})
  void targetsExcludeInputs(String inputs) {
    refused(
        OoniRunApi.link(
            "{'nettests':[{'test_name':'web_connectivity','targets_name':"
                + "'websites_list_prioritized',"
                + inputs
                + "}]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "short_description", "description", "author", "nettests"})
  void whatIsRequiredMustBeThere(String name) {
    ObjectNode link = OoniRunApi.link();
    link.remove(name);
    refused(link);
  }

  @Test
  void thereAreLimits() {
    refused(OoniRunApi.link("{'nettests':[" + repeated("{'test_name':'ndt'}", 101) + "]}"));
    String dynamic = "{'test_name':'ndt','targets_name':'websites_list_prioritized'}";
    refused(OoniRunApi.link("{'nettests':[" + repeated(dynamic, 11) + "]}"));
    assertEquals(
        10,
        read(OoniRunApi.link("{'nettests':[" + repeated(dynamic, 10) + "]}")).nettests().size());
    refused(
        OoniRunApi.link(
            "{'nettests':[{'test_name':'ndt','inputs':[" + repeated("'a'", 5001) + "]}]}"));
    refused(
        OoniRunApi.link(
            "{'nettests':[{'test_name':'ndt','inputs':['" + "a".repeat(2049) + "']}]}"));
  }

  @Test
  void lengthsAreCharactersAndNotHalves() {
    String fifty = "😀".repeat(50);
    assertEquals(fifty, read(OoniRunApi.link("{'name':'" + fifty + "'}")).texts().name());
    refused(OoniRunApi.link("{'name':'" + fifty + "x'}"));
    refused(OoniRunApi.link("{'name':'😀'}"));
  }

  @Test
  void nullIsTheSameAsAbsent() {
    LinkRequest link =
        read(
            OoniRunApi.link(
                "{'name_intl':null,'icon':null,'color':null,'expiration_date':null,'nettests':"
                    + "[{'test_name':'ndt','inputs':null,'options':null,'targets_name':null,"
                    + "'inputs_extra':null,'is_manual_run_enabled_default':null}]}"));
    assertEquals(
        OoniRunApi.json(
            "{'test_name':'ndt','inputs':null,'options':{},'is_background_run_enabled_default':"
                + "false,'is_manual_run_enabled_default':false,'targets_name':null,"
                + "'inputs_extra':null}"),
        link.nettests().get(0));
    assertEquals(Instant.parse("2027-05-21T12:00:00Z"), link.texts().expiration());
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-02T03:04:05.123456Z,2027-01-02T03:04:05.123456Z",
    "2027-01-02T03:04:05.123456789Z,2027-01-02T03:04:05.123456Z",
    "2027-01-02T00:00:00Z,2027-01-02T00:00:00Z",
    "2027-01-02T03:04:05+02:00,2027-01-02T01:04:05Z",
    "2027-01-02T03:04:05,2027-01-02T03:04:05Z",
    "2027-01-02 03:04:05Z,2027-01-02T03:04:05Z",
    "2027-01-02T03:04,2027-01-02T03:04:00Z",
    "2027-01-02,2027-01-02T00:00:00Z",
  })
  void aDateWithoutAZoneIsUtc(String sent, Instant expected) {
    LinkRequest link = read(OoniRunApi.link("{'expiration_date':'" + sent + "'}"));
    assertEquals(expected, link.texts().expiration());
  }

  private static String repeated(String item, int times) {
    return String.join(",", Collections.nCopies(times, item));
  }

  private static LinkRequest read(ObjectNode link) {
    return LinkRequest.of(link, NOW);
  }

  private static void refused(ObjectNode link) {
    assertThrows(Unprocessable.class, () -> read(link), link::toString);
  }
}
