// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ooni.backend.oonirun.OoniRunApi.ADMIN;
import static org.ooni.backend.oonirun.OoniRunApi.LINKS;
import static org.ooni.backend.oonirun.OoniRunApi.NOBODY;
import static org.ooni.backend.oonirun.OoniRunApi.USER;
import static org.ooni.backend.oonirun.OoniRunApi.ids;
import static org.ooni.backend.oonirun.OoniRunApi.link;
import static org.ooni.backend.oonirun.OoniRunApi.ok;
import static org.ooni.backend.oonirun.OoniRunApi.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.schema.MigratedPostgres;

class LinkReadingTest {

  private static final Set<String> PUBLIC_MEMBERS =
      Set.of(
          "oonirun_link_id",
          "date_created",
          "date_updated",
          "revision",
          "is_mine",
          "is_expired",
          "name",
          "short_description",
          "description",
          "author",
          "nettests",
          "name_intl",
          "short_description_intl",
          "description_intl",
          "icon",
          "color",
          "expiration_date");

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private OoniRunApi api;

  @BeforeEach
  void deploy() throws SQLException {
    postgres.truncateAll();
    api = new OoniRunApi(postgres.application(), "1000/day");
  }

  @Test
  void everyAnswerHasThePublicMembersAndNoOthers() throws Exception {
    JsonNode made = ok(api.post(LINKS, USER, link()));
    String id = made.get("oonirun_link_id").textValue();
    for (JsonNode shown :
        List.of(
            made,
            ok(api.put(id, USER, link())),
            api.get("/" + id, NOBODY),
            api.get("/" + id + "/full-descriptor/latest", NOBODY),
            api.get("", NOBODY).at("/oonirun_links/0"))) {
      Set<String> members = new TreeSet<>();
      shown.fieldNames().forEachRemaining(members::add);
      assertEquals(new TreeSet<>(PUBLIC_MEMBERS), members);
    }
  }

  @Test
  void aRevisionIsShownAsItWasWithTheTextsOfToday() throws Exception {
    String id = api.created();
    api.now = api.now.plusSeconds(100);
    ok(api.put(id, USER, link("{'name':'new name','nettests':[{'test_name':'ndt'}]}")));
    api.now = api.now.plusSeconds(100);
    ok(api.put(id, USER, link("{'name':'newest name','nettests':[{'test_name':'ndt'}]}")));

    JsonNode first = api.get("/" + id + "/full-descriptor/1", NOBODY);
    assertEquals("1 web_connectivity", revisionAndTest(first));
    assertEquals("newest name", first.get("name").textValue());
    assertEquals("2026-11-22T12:00:00.000000Z", first.get("date_created").textValue());
    assertEquals("2026-11-22T12:03:20.000000Z", first.get("date_updated").textValue());
    JsonNode latest = api.get("/" + id + "/full-descriptor/latest", NOBODY);
    assertEquals("2 ndt", revisionAndTest(latest));
    assertEquals("2026-11-22T12:01:40.000000Z", latest.get("date_created").textValue());
    assertEquals(latest, api.get("/" + id, NOBODY));
    assertEquals(latest, api.get("/" + id + "/full-descriptor/002", NOBODY));
  }

  @ParameterizedTest
  @CsvSource({
    "/full-descriptor/notarevision,422",
    "/full-descriptor/-1,422",
    "/full-descriptor/1.0,422",
    "/full-descriptor/٣,422",
    "/full-descriptor/0,404",
    "/full-descriptor/3,404",
    "/full-descriptor/99999999999999999999,404",
  })
  void aRevisionThatIsNotThereIsNotMadeUp(String path, int status) throws Exception {
    String id = api.created();
    refused(status, api.ask(MockHttpRequest.get(LINKS + "/" + id + path), NOBODY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/404",
        "/404/revisions",
        "/404/full-descriptor/latest",
        "/404/full-descriptor/1",
        "/1234676871672836187",
        "/99999999999999999999999999",
        "/x'%20or%201=1",
        "/%00",
      })
  void aLinkThatIsNotThereIsNotFound(String path) throws Exception {
    refused(404, api.ask(MockHttpRequest.get(LINKS + path), USER));
  }

  @Test
  void theListIsNewestFirstAndWithColours() throws Exception {
    String first = api.created("{'color':'#aabbcc'}");
    String second = api.created("{'color':null}");
    api.now = api.now.plusSeconds(10);
    String third = api.created();
    ok(api.put(first, USER, link("{'name':'changed','color':'#aabbcc'}")));
    JsonNode list = api.get("", NOBODY);
    assertEquals(List.of(third, second, first), ids(list));
    assertEquals("#aabbcc", list.at("/oonirun_links/2/color").textValue());
    assertEquals(2, list.at("/oonirun_links/2/nettests").size());
  }

  @Test
  void theListLeavesOutWhatIsOverUnlessAskedFor() throws Exception {
    String running = api.created();
    String over = api.created("{'expiration_date':'2026-11-22T11:59:59.999999Z'}");
    String lastMoment = api.created("{'expiration_date':'2026-11-22T12:00:00Z'}");
    assertEquals(List.of(lastMoment, running), ids(api.get("", NOBODY)));
    assertEquals(List.of(lastMoment, running), ids(api.get("?is_expired=false", NOBODY)));
    for (String yes : List.of("true", "True", "1", "yes")) {
      JsonNode all = api.get("?is_expired=" + yes, NOBODY);
      assertEquals(List.of(lastMoment, over, running), ids(all));
      assertTrue(all.at("/oonirun_links/1/is_expired").booleanValue());
      assertFalse(all.at("/oonirun_links/0/is_expired").booleanValue());
    }
  }

  @Test
  void theListOfMineHasNothingOfOthers() throws Exception {
    String mine = api.created();
    JsonNode other = ok(api.post(LINKS, ADMIN, link("{'author':'admin@example.com'}")));
    String theirs = other.get("oonirun_link_id").textValue();
    assertEquals(List.of(mine), ids(api.get("?is_mine=true", USER)));
    assertEquals(List.of(theirs), ids(api.get("?is_mine=true", ADMIN)));
    assertEquals(List.of(), ids(api.get("?is_mine=true", NOBODY)));
    JsonNode all = api.get("?is_mine=false", USER);
    assertEquals(List.of(theirs, mine), ids(all));
    assertFalse(all.at("/oonirun_links/0/is_mine").booleanValue());
    assertTrue(all.at("/oonirun_links/1/is_mine").booleanValue());
  }

  @Test
  void whatDoesNotFitIsOnTheNextPage() throws Exception {
    String first = api.created();
    String second = api.created();
    String third = api.created();
    MockHttpResponse page = api.ask(MockHttpRequest.get(LINKS + "?limit=2"), USER);
    assertEquals(List.of(third, second), ids(ok(page)));
    String next = page.getOutputHeaders().getFirst("Link").toString();
    String uri = next.substring(1, next.indexOf('>'));
    MockHttpResponse last = api.ask(MockHttpRequest.get(uri), USER);
    assertEquals(List.of(first), ids(ok(last)));
    assertNull(last.getOutputHeaders().getFirst("Link"));
  }

  @Test
  void aPageEndsBeforeItFillsTheMemory() throws Exception {
    String large = "{'description':'" + "x".repeat(20_000) + "','nettests':[]}";
    for (int i = 0; i < 110; i++) {
      api.created(large);
    }
    MockHttpResponse page = api.ask(MockHttpRequest.get(LINKS), NOBODY);
    int shown = ids(ok(page)).size();
    assertEquals(105, shown);
    assertTrue(page.getOutputHeaders().getFirst("Link").toString().contains("offset=105>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "is_mine=perhaps",
        "is_expired=2",
        "limit=0",
        "limit=1001",
        "offset=-1",
        "limit=x"
      })
  void aFilterThatIsNoneIsRefused(String query) throws Exception {
    refused(422, api.ask(MockHttpRequest.get(LINKS + "?" + query), USER));
  }

  private static String revisionAndTest(JsonNode link) {
    return link.get("revision").textValue() + " " + link.at("/nettests/0/test_name").textValue();
  }
}
