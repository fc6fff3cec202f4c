// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentsResourceTest {

  private static final String ADMIN = "admin@example.com";
  private static final String USER = "user@example.com";

  private static final String FINDING =
      """
      {'title':'Blocking of x','text':'It is blocked.','start_time':'2026-05-01T00:00:00Z',
       'CCs':['IN','TZ'],'ASNs':[55836],'domains':['x.com'],'themes':['social_media'],
       'email_address':'%s'}
      """
          .formatted(ADMIN);

  private final IncidentsApi api = new IncidentsApi(ADMIN);

  @Test
  void aDraftIsSeenByWhoIsLoggedInAndAPublishedOneByAll() throws Exception {
    String id = api.create(FINDING);
    assertTrue(id.endsWith("07"), id);
    assertEquals(404, api.get("show/" + id, "").status());
    assertEquals(0, api.get("search", "").json().at("/incidents").size());
    JsonNode draft = api.get("show/" + id, api.token("user", USER)).json().at("/incident");
    assertEquals("2026-blocking-of-x", draft.get("slug").asText());
    assertEquals("2026-05-01T00:00:00.000000Z", draft.get("start_time").asText());
    assertTrue(draft.get("end_time").isNull());
    assertEquals("", draft.get("email_address").asText());
    assertFalse(draft.get("mine").asBoolean());
    assertEquals(200, api.post("publish", "{'id':'" + id + "'}", api.admin()).status());
    JsonNode shown = api.get("show/2026-blocking-of-x", "").json().at("/incident");
    assertEquals("It is blocked.", shown.get("text").asText());
    assertEquals(22, shown.size());
    assertFalse(api.get("search", "").json().at("/incidents/0").has("text"));
    JsonNode forAdmin = api.get("show/" + id, api.admin()).json().at("/incident");
    assertEquals(ADMIN, forAdmin.get("email_address").asText());
    assertTrue(forAdmin.get("mine").asBoolean());
    assertEquals(200, api.post("unpublish", "{'id':" + id + "}", api.admin()).status());
    assertEquals(404, api.get("show/" + id, "").status());
  }

  @ParameterizedTest
  @CsvSource({
    "theme=social_media, 1",
    "theme=news_media, 0",
    "theme=news_media&theme=social_media, 1",
    "country_code=TZ&asn=AS55836&domain=x.com, 1",
    "country_code=TZ&asn=1, 0",
    "domain=y.com, 0",
    "only_mine=true, 1"
  })
  void valuesOfOneFilterAreAlternativesAndFiltersNarrow(String query, int found) throws Exception {
    api.create(FINDING);
    IncidentsApi.Answer answer = api.get("search?" + query, api.admin());
    assertEquals(found, answer.json().at("/incidents").size());
  }

  @Test
  void onlyMineOfNobodyIsNothing() throws Exception {
    api.post("publish", "{'id':'" + api.create(FINDING) + "'}", api.admin());
    assertEquals(1, api.get("search?only_mine=false", "").json().at("/incidents").size());
    assertEquals(0, api.get("search?only_mine=true", "").json().at("/incidents").size());
    assertEquals(
        0, api.get("search?only_mine=1", api.token("user", USER)).json().at("/incidents").size());
  }

  @Test
  void writingIsForAdmins() throws Exception {
    for (String path : new String[] {"create", "publish", "unpublish", "random"}) {
      assertEquals(401, api.post(path, FINDING, "").status());
      assertEquals(401, api.post(path, FINDING, api.token("user", USER)).status());
    }
    assertEquals(401, api.post("update", FINDING, "").status());
    assertEquals(401, api.post("delete", FINDING, "").status());
    assertEquals(400, api.post("random", "{'id':'1'}", api.admin()).status());
  }

  @Test
  void aUserChangesNobodyElsesFindingAndPublishesNothing() throws Exception {
    String id = api.create(FINDING);
    String own = FINDING.replace(ADMIN, USER).replace("{'title'", "{'id':'" + id + "','title'");
    String user = api.token("user", USER);
    assertEquals(404, api.post("update", own, user).status());
    assertEquals(403, api.post("update", own.replace(USER, ADMIN), user).status());
    String published = own.replace("'text'", "'published':true,'text'");
    assertEquals(403, api.post("update", published, user).status());
    assertEquals(403, api.post("delete", "{'id':'" + id + "'}", user).status());
    String mine = "{'id':'" + id + "','email_address':'" + USER + "'}";
    assertEquals(404, api.post("delete", mine, user).status());
    assertEquals(200, api.get("show/" + id, api.admin()).status());
  }

  @Test
  void aChangeOfAVersionThatIsNotTheLatestIsRefused() throws Exception {
    String id = api.create(FINDING);
    String read = api.get("show/" + id, api.admin()).json().at("/incident/update_time").asText();
    String change =
        FINDING.replace("{'title'", "{'id':'" + id + "','update_time':'" + read + "','title'");
    String second = change.replace("It is blocked.", "It was blocked.");
    assertEquals(200, api.post("update", second, api.admin()).status());
    assertEquals(409, api.post("update", change, api.admin()).status());
    JsonNode shown = api.get("show/" + id, api.admin()).json().at("/incident");
    assertEquals("It was blocked.", shown.get("text").asText());
    assertNotEquals(read, shown.get("update_time").asText());
    assertEquals("2026-blocking-of-x", shown.get("slug").asText());
  }

  @Test
  void whatOnlyTheServerDecidesIsIgnored() throws Exception {
    String claimed =
        FINDING.replace(
            "{'title'",
            "{'creator_account_id':'x','role':'admin','mine':true,'create_time':'1999-01-01',"
                + "'title'");
    String id = api.create(claimed);
    JsonNode shown = api.get("show/" + id, api.token("user", USER)).json().at("/incident");
    assertEquals("", shown.get("creator_account_id").asText());
    assertTrue(shown.get("create_time").asText().startsWith("2026-11-22"));
    assertFalse(shown.get("mine").asBoolean());
    String published = FINDING.replace("'text'", "'published':1,'text'");
    assertEquals(400, api.post("create", published, api.admin()).status());
  }

  @Test
  void anAdminMayPublishAtOnce() throws Exception {
    String id = api.create(FINDING.replace("'text'", "'published':true,'text'"));
    JsonNode shown = api.get("show/" + id, "").json().at("/incident");
    assertTrue(shown.get("published").asBoolean());
  }

  @Test
  void aSlugIsTakenOnce() throws Exception {
    api.create(FINDING);
    String other = FINDING.replace("'text'", "'slug':'another-one','text'");
    assertEquals(200, api.post("create", other, api.admin()).status());
    assertEquals(409, api.post("create", other, api.admin()).status());
    assertEquals(200, api.get("show/another-one", api.admin()).status());
    assertEquals(
        422, api.post("create", other.replace("another-one", "123"), api.admin()).status());
  }

  @Test
  void ofTwoFindingsWithOneTitleTheSecondHasItsNumberInTheSlug() throws Exception {
    String title = "Blocking of " + "x".repeat(70);
    String finding = FINDING.replace("Blocking of x", title);
    api.create(finding);
    String id = api.create(finding);
    JsonNode shown = api.get("show/" + id, api.admin()).json().at("/incident");
    String slug = shown.get("slug").asText();
    assertEquals(64, slug.length());
    assertTrue(slug.startsWith("2026-blocking-of-xxx") && slug.endsWith("x-" + id), slug);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'12341512'", "'does-not-exist'", "''", "null", "1.5", "'a\\u0000'", "[1]"})
  void whatCannotBeAnIdIsNoFinding(String id) throws Exception {
    String body = FINDING.replace("{'title'", "{'id':" + id + ",'title'");
    for (String path : new String[] {"update", "delete", "publish", "unpublish"}) {
      assertEquals(404, api.post(path, body, api.admin()).status(), path);
    }
  }

  @Test
  void startAndEndAreComparedBySeconds() throws Exception {
    String end = FINDING.replace("'text'", "'end_time':'2026-05-01T00:00:00.1Z','text'");
    String laterStart =
        end.replace(
            "'start_time':'2026-05-01T00:00:00Z'", "'start_time':'2026-05-01T00:00:00.25Z'");
    assertEquals(200, api.post("create", end, api.admin()).status());
    assertEquals(200, api.post("create", laterStart, api.admin()).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'title':'Blocking of x'  | 'title':''",
        "'text':'It is blocked.'  | 'text':7",
        "'ASNs':[55836]           | 'ASNs':['x']",
        "'ASNs':[55836]           | 'ASNs':[4294967296]",
        "'CCs':['IN','TZ']        | 'CCs':'IN'",
        "'domains':['x.com']      | 'domains':['a\\u0000b']",
        "'start_time':'2026-05-01T00:00:00Z' | 'start_time':'yesterday'",
        "'start_time':'2026-05-01T00:00:00Z' | 'start_time':''",
        "'themes':['social_media']" + " | 'end_time':'2026-04-30T23:59:00Z'"
      })
  void membersOfAWrongFormAreRefused(String right, String wrong) throws Exception {
    String plain = FINDING.replace("\n", "");
    String broken = plain.replace(right.replace("''", "'"), wrong);
    assertNotEquals(plain, broken);
    assertEquals(422, api.post("create", broken, api.admin()).status());
  }

  @Test
  void aDeletedFindingIsGone() throws Exception {
    String id = api.create(FINDING);
    IncidentsApi.Answer answer = api.post("delete", "{'id':'" + id + "'}", api.admin());
    assertEquals("200 {}", answer.status() + " " + answer.json());
    assertEquals(404, api.post("delete", "{'id':'" + id + "'}", api.admin()).status());
    assertEquals(404, api.post("publish", "{'id':'" + id + "'}", api.admin()).status());
    assertEquals(404, api.get("show/" + id, api.admin()).status());
  }
}
