// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ooni.backend.oonirun.OoniRunApi.ADMIN;
import static org.ooni.backend.oonirun.OoniRunApi.LINKS;
import static org.ooni.backend.oonirun.OoniRunApi.NOBODY;
import static org.ooni.backend.oonirun.OoniRunApi.USER;
import static org.ooni.backend.oonirun.OoniRunApi.link;
import static org.ooni.backend.oonirun.OoniRunApi.ok;
import static org.ooni.backend.oonirun.OoniRunApi.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.schema.MigratedPostgres;

class LinkEditingTest {

  private static final String OTHER_INPUTS =
      "{'nettests':[{'test_name':'web_connectivity','inputs':['https://foo.net/']}]}";

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private OoniRunApi api;

  @BeforeEach
  void deploy() throws SQLException {
    postgres.truncateAll();
    api = new OoniRunApi(postgres.application(), "1000/day");
  }

  @Test
  void aNewLinkIsTheFirstRevisionOfItself() throws Exception {
    JsonNode made = ok(api.post(LINKS, USER, link()));
    assertTrue(Long.parseLong(made.get("oonirun_link_id").textValue()) >= 10_000);
    assertEquals("1", made.get("revision").textValue());
    assertEquals("2026-11-22T12:00:00.000000Z", made.get("date_created").textValue());
    assertEquals("2027-05-21T12:00:00.000000Z", made.get("expiration_date").textValue());
    assertTrue(made.get("is_mine").booleanValue());
    assertFalse(made.get("is_expired").booleanValue());
    assertEquals("#0588cb", made.get("color").textValue());
    assertTrue(made.get("description_intl").isNull());
    assertEquals(
        OoniRunApi.JSON.readTree(
            """
            [{"test_name":"web_connectivity","inputs":["https://example.com/","https://ooni.org/"],
              "options":{"HTTP3Enabled":true},"is_background_run_enabled_default":false,
              "is_manual_run_enabled_default":false,"targets_name":null,"inputs_extra":null},
             {"test_name":"dnscheck","inputs":[],"options":{},
              "is_background_run_enabled_default":false,"is_manual_run_enabled_default":false,
              "targets_name":null,"inputs_extra":null}]
            """),
        made.get("nettests"));
    assertEquals(made, api.get("/" + made.get("oonirun_link_id").textValue(), USER));
  }

  @Test
  void onlyAnotherListOfNettestsIsANewRevision() throws Exception {
    String id = api.created();
    String first = "[{'test_name':'ndt','options':{'a':1,'b':[2.5,null]}},{'test_name':'dash'}]";
    String sameInOtherOrder =
        "[{'options':{'b':[2.5,null],'a':1},'test_name':'ndt'},{'test_name':'dash'}]";
    String swapped = "[{'test_name':'dash'},{'test_name':'ndt','options':{'a':1,'b':[2.5,null]}}]";
    assertRevision("1", id, link("{'name':'another name','description_intl':{'it':'testo'}}"));
    assertRevision("2", id, link("{'nettests':" + first + "}"));
    assertRevision("2", id, link("{'nettests':" + sameInOtherOrder + ",'color':null}"));
    assertRevision("3", id, link("{'nettests':" + swapped + "}"));
    assertRevision("4", id, link("{'nettests':[]}"));
    assertRevision("4", id, link("{'nettests':[]}"));
    assertRevision("5", id, link("{'nettests':[{'test_name':'ndt'}]}"));
    assertRevision("6", id, link("{'nettests':[{'test_name':'ndt','inputs':[]}]}"));
    assertEquals(
        OoniRunApi.JSON.readTree("{\"revisions\":[\"6\",\"5\",\"4\",\"3\",\"2\",\"1\"]}"),
        api.get("/" + id + "/revisions", NOBODY));
    assertEquals(0, api.get("/" + id + "/full-descriptor/4", NOBODY).get("nettests").size());
  }

  @Test
  void anEditReplacesAllThatIsShown() throws Exception {
    String id = api.created("{'expiration_date':'2026-12-01'}");
    api.now = api.now.plusSeconds(60);
    JsonNode edited = ok(api.put(id, USER, link("{'icon':null,'color':null,'name_intl':null}")));
    assertTrue(edited.get("icon").isNull());
    assertTrue(edited.get("color").isNull());
    assertTrue(edited.get("name_intl").isNull());
    assertEquals("2026-11-22T12:00:00.000000Z", edited.get("date_created").textValue());
    assertEquals("2026-11-22T12:01:00.000000Z", edited.get("date_updated").textValue());
    assertEquals("2027-05-21T12:01:00.000000Z", edited.get("expiration_date").textValue());
  }

  /** Hostile case F12. */
  @Test
  void onlyItsCreatorAndAdminsEditALink() throws Exception {
    String id = api.created();
    refused(401, api.put(id, NOBODY, link()));
    refused(404, api.put(id, "stranger", link("{'author':'stranger@example.com'}")));
    refused(403, api.put(id, "stranger", link()));
    refused(403, api.put(id, USER, link("{'author':'other@example.com'}")));
    refused(404, api.put("99999", USER, link()));
    refused(404, api.put("no-number", USER, link()));
    assertEquals("1", api.get("/" + id, NOBODY).get("revision").textValue());

    JsonNode edited = ok(api.put(id, ADMIN, link(OTHER_INPUTS)));
    assertEquals("2", edited.get("revision").textValue());
    assertFalse(edited.get("is_mine").booleanValue());
    assertTrue(api.get("/" + id, USER).get("is_mine").booleanValue());
    ok(api.put(id, ADMIN, link("{'author':'contact@example.org'}")));
  }

  @Test
  void anAuthorIsWhoIsLoggedIn() throws Exception {
    refused(401, api.post(LINKS, NOBODY, link()));
    refused(400, api.post(LINKS, USER, link("{'author':'other@example.com'}")));
    refused(400, api.post(LINKS, ADMIN, link()));
    ok(api.post(LINKS, USER, link("{'author':'User@Example.com'}")));
  }

  @Test
  void aLinkThatIsOverIsNotEditedAnyMore() throws Exception {
    String id = api.created();
    JsonNode over =
        ok(api.put(id, USER, link("{'expiration_date':'2020-01-01T00:00:00.000000Z'}")));
    assertTrue(over.get("is_expired").booleanValue());
    refused(403, api.put(id, USER, link()));
    refused(403, api.put(id, ADMIN, link()));
    refused(404, api.put(id, "stranger", link("{'author':'stranger@example.com'}")));
    assertEquals(over, api.get("/" + id, USER));
  }

  /** Hostile case F13. */
  @Test
  void nobodyGivesALinkWhatTheServerGivesIt() throws Exception {
    JsonNode made =
        ok(
            api.post(
                LINKS,
                USER,
                link(
                    "{'oonirun_link_id':'7','revision':'9','date_created':'2001-01-01','is_mine':"
                        + "false,'creator_account_id':'x','role':'admin','is_expired':true}")));
    assertEquals("1", made.get("revision").textValue());
    assertTrue(made.get("oonirun_link_id").textValue().length() > 4);
    assertTrue(made.get("is_mine").booleanValue());
    assertFalse(made.get("is_expired").booleanValue());
  }

  @Test
  void concurrentEditsGetEachARevisionOfItsOwn() throws Exception {
    String id = api.created();
    int edits = 40;
    ExecutorService editors = Executors.newFixedThreadPool(8);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < edits; i++) {
      JsonNode edit = link("{'nettests':[{'test_name':'ndt','options':{'number':" + i + "}}]}");
      answers.add(editors.submit(() -> ok(api.put(id, USER, edit)).get("revision").textValue()));
    }
    TreeSet<Integer> numbers = new TreeSet<>();
    Set<Integer> saved = new HashSet<>();
    for (Future<String> answer : answers) {
      int number = Integer.parseInt(answer.get());
      assertTrue(numbers.add(number), "revision " + number + " was given twice");
      JsonNode revision = api.get("/" + id + "/full-descriptor/" + number, NOBODY);
      saved.add(revision.at("/nettests/0/options/number").intValue());
    }
    editors.shutdown();
    assertEquals(edits, saved.size());
    assertEquals(2, numbers.first());
    assertEquals(edits + 1, numbers.last());
    assertEquals(edits + 1, api.get("/" + id + "/revisions", NOBODY).get("revisions").size());
  }

  @Test
  void anAccountThatChangesTooMuchIsToldToWait() throws Exception {
    OoniRunApi strict = new OoniRunApi(postgres.application(), "2/day");
    String id = strict.created();
    ok(strict.put(id, USER, link()));
    MockHttpResponse refusal = strict.put(id, USER, link());
    refused(429, refusal);
    assertTrue(Long.parseLong(refusal.getOutputHeaders().getFirst("Retry-After").toString()) > 0);
    ok(strict.put(id, ADMIN, link()));
    assertEquals(id, strict.get("/" + id, USER).get("oonirun_link_id").textValue());
  }

  private void assertRevision(String expected, String id, JsonNode edit) throws Exception {
    assertEquals(expected, ok(api.put(id, USER, edit)).get("revision").textValue());
    assertEquals(expected, api.get("/" + id, NOBODY).get("revision").textValue());
  }
}
