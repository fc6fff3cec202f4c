// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirunv1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ooni.backend.oonirunv1.OoniRunV1Api.ok;
import static org.ooni.backend.oonirunv1.OoniRunV1Api.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.schema.MigratedPostgres;

class OoniRunResourceTest {

  private static final String FIRST_TIME = "2026-11-22T12:00:00.123Z";
  private static final String LINK =
      "{'name':'a name','name_intl':{'it':'un nome'},'author':'an author','icon':'myicon',"
          + "'short_description':'short','nettests':[{'test_name':'ndt'}],'anything':[1,{}]}";

  private static final String ID = "/ooni_run_link_id";

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private OoniRunV1Api api;

  @BeforeEach
  void deploy() throws SQLException {
    postgres.truncateAll();
    api = new OoniRunV1Api(postgres.application());
  }

  @Test
  void aLinkIsFetchedAsItWasSent() throws Exception {
    long id = created();
    assertEquals(7, id % 100);
    JsonNode fetched = ok(api.get("fetch/" + id, "user"));
    assertEquals(
        Set.of(
            "archived",
            "descriptor",
            "descriptor_creation_time",
            "mine",
            "translation_creation_time",
            "v"),
        names(fetched));
    assertEquals(OoniRunV1Api.JSON.readTree(LINK.replace('\'', '"')), fetched.get("descriptor"));
    assertEquals(FIRST_TIME, fetched.get("descriptor_creation_time").textValue());
    assertTrue(fetched.get("mine").booleanValue());
    assertFalse(ok(api.get("fetch/" + id, "")).get("mine").booleanValue());
    MockHttpResponse response = api.get("fetch/" + id + "?creation_time=" + FIRST_TIME, "");
    assertEquals("max-age=3600", response.getOutputHeaders().getFirst("Cache-Control"));
    assertEquals(FIRST_TIME, ok(response).get("translation_creation_time").textValue());
  }

  @Test
  void onlyOtherWorkForProbesIsANewDescriptor() throws Exception {
    long id = created();
    String path = "create?ooni_run_link_id=" + id;
    assertEquals(
        id, ok(api.post(path, "user", LINK.replace("un nome", "altro"))).at(ID).longValue());
    JsonNode reworded = ok(api.get("fetch/" + id, ""));
    assertEquals("altro", reworded.at("/descriptor/name_intl/it").textValue());
    assertEquals(FIRST_TIME, reworded.get("descriptor_creation_time").textValue());
    assertTrue(FIRST_TIME.compareTo(reworded.get("translation_creation_time").textValue()) < 0);

    for (String other : List.of("'ndt'}", "an author", "myicon")) {
      ok(api.post(path, "user", LINK.replace(other, other.equals("'ndt'}") ? "'dash'}" : "other")));
    }
    assertEquals(4, ok(api.get("list", "")).get("descriptors").size());
    JsonNode latest = ok(api.get("list?only_latest=true", "")).at("/descriptors");
    assertEquals(1, latest.size());
    assertEquals("other", latest.at("/0/icon").textValue());
    assertEquals(
        "altro",
        ok(api.get("fetch/" + id + "?creation_time=" + FIRST_TIME, ""))
            .at("/descriptor/name_intl/it")
            .textValue());
  }

  @Test
  void onlyItsCreatorSavesALinkAnew() throws Exception {
    String path = "create?ooni_run_link_id=" + created();
    assertEquals(401, api.post(path, "", LINK).getStatus());
    for (String who : List.of("stranger", "admin")) {
      refused("OONIRun descriptor not found", api.post(path, who, LINK));
    }
    refused("OONIRun descriptor not found", api.post("create?ooni_run_link_id=5", "user", LINK));
    refused("OONIRun descriptor not found", api.post("create?ooni_run_link_id=x", "user", LINK));
    refused("OONIRun descriptor not found", api.post("create?ooni_run_link_id=", "user", LINK));
    assertEquals(1, ok(api.get("list", "")).get("descriptors").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':''}|'name' field must not be empty",
        "{}|'name' field must not be empty",
        "{'name':7}|'name' field must be a text",
        "{'name':'a','icon':[]}|'icon' field must be a text",
        "{'name':'a','name_intl':{'it':''}}|Empty translation field",
        "{'name':'a','description_intl':{'it':''}}|Empty translation field",
        "{'name':'a','short_description_intl':{'it':''}}|Empty translation field",
        "{'name':'a','name_intl':['it']}|Translations must be texts by language",
        "{'name':'a\\u0000'}|The descriptor has",
        "[]|The body is not a JSON object",
      })
  void whatALinkMayNotBeIsRefused(String descriptorAndError) throws Exception {
    String[] parts = descriptorAndError.split("\\|");
    refused(parts[1], api.post("create", "user", parts[0]));
  }

  @Test
  void anEmptyTranslationHasACodeThatPagesTranslate() throws Exception {
    MockHttpResponse refused = api.post("create", "user", "{'name':'a','name_intl':{'it':''}}");
    assertEquals(400, refused.getStatus());
    String answer = refused.getContentAsString();
    assertTrue(answer.contains("\"err_str\":\"err_empty_translation_field\""), answer);
  }

  /** Hostile case F12. */
  @Test
  void anArchivedLinkIsFetchedAndNotListed() throws Exception {
    long id = created();
    assertEquals(401, api.post("archive/" + id, "", "").getStatus());
    assertEquals(403, api.post("archive/" + id, "stranger", "").getStatus());
    refused("OONIRun descriptor not found", api.post("archive/5", "user", ""));
    assertFalse(ok(api.get("fetch/" + id, "")).get("archived").booleanValue());

    assertEquals("{\"v\":1}", ok(api.post("archive/" + id, "user", "")).toString());
    assertTrue(ok(api.get("fetch/" + id, "")).get("archived").booleanValue());
    assertEquals(0, ok(api.get("list", "user")).get("descriptors").size());
    assertEquals(1, ok(api.get("list?include_archived=True", "")).get("descriptors").size());
    ok(api.post("archive/" + created(), "admin", ""));
    assertEquals(2, ok(api.get("list?include_archived=1", "")).get("descriptors").size());
  }

  @Test
  void theListIsOldestFirstAndSaysWhoseALinkIs() throws Exception {
    long first = created();
    long second = ok(api.post("create", "admin", LINK)).at(ID).longValue();
    ok(api.post("create?ooni_run_link_id=" + first, "user", LINK.replace("ndt", "dash")));
    JsonNode all = ok(api.get("list", "user")).get("descriptors");
    assertEquals(3, all.size());
    assertEquals(first, all.at("/2" + ID).longValue());
    assertEquals(
        Set.of(
            "archived",
            "author",
            "descriptor_creation_time",
            "icon",
            "mine",
            "name",
            "ooni_run_link_id",
            "short_description",
            "translation_creation_time"),
        names(all.get(0)));
    JsonNode mine = ok(api.get("list?only_mine=true", "user")).get("descriptors");
    assertEquals(2, mine.size());
    assertTrue(mine.at("/0/mine").booleanValue());
    assertEquals(0, ok(api.get("list?only_mine=true", "")).get("descriptors").size());
    JsonNode some = ok(api.get("list?ooni_run_link_id=5,%20" + second, "")).get("descriptors");
    assertEquals(1, some.size());
    assertEquals(second, some.at("/0" + ID).longValue());
    refused("Incorrect parameter used", api.get("list?ooni_run_link_id=x", ""));
    refused("Incorrect parameter used", api.get("list?only_mine=perhaps", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "999999999999999",
        "99999999999999999999",
        "x",
        "%00",
        "5?creation_time=" + FIRST_TIME,
        "5?creation_time=yesterday",
        "5?creation_time=2026-13-01T00:00:00Z",
        "5?creation_time=%2B1000000000-01-01T00:00:00Z",
      })
  void aDescriptorThatIsNotThereIsABadRequest(String idAndQuery) throws Exception {
    assertEquals(400, api.get("fetch/" + idAndQuery, "").getStatus());
  }

  @Test
  void concurrentSavesLoseNoDescriptor() throws Exception {
    long id = created();
    ExecutorService editors = Executors.newFixedThreadPool(8);
    List<Future<JsonNode>> saved = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String link = LINK.replace("ndt", "test" + i);
      saved.add(editors.submit(() -> ok(api.post("create?ooni_run_link_id=" + id, "user", link))));
    }
    for (Future<JsonNode> one : saved) {
      assertEquals(id, one.get().at(ID).longValue());
    }
    editors.shutdown();
    assertEquals(25, ok(api.get("list", "")).get("descriptors").size());
  }

  private long created() throws Exception {
    return ok(api.post("create", "user", LINK)).at(ID).longValue();
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
