// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.database.WriteDatabase;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.prioritisation.RankedUrl;
import org.ooni.backend.prioritisation.TestListEntry;
import org.ooni.backend.prioritisation.TestLists;
import org.ooni.backend.problem.ProblemMapper;
import org.ooni.backend.ratelimit.Edits;
import org.ooni.backend.session.SessionTokens;

/** The links over a database, asked without a server, at a time that stands still. */
final class OoniRunApi {

  static final ObjectMapper JSON = new ObjectMapper();
  static final String LINKS = "/api/v2/oonirun/links";
  static final String USER = "user";
  static final String ADMIN = "admin";

  /** Whoever is not logged in. */
  static final String NOBODY = "";

  Instant now = Instant.parse("2026-11-22T12:00:00Z");

  /** What the test lists were asked last. */
  String asked = "";

  private final SessionTokens tokens = new SessionTokens();
  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now.plusNanos(123_456_789);
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  private final TestLists lists =
      new TestLists() {
        @Override
        public List<RankedUrl> best(
            CountryCode country, ProbeAsn asn, Set<String> categories, int limit) {
          asked = "%s %s %s %d".formatted(country, asn, categories, limit);
          CountryCode everywhere = CountryCode.UNKNOWN;
          return List.of(
              new RankedUrl(new TestListEntry("b", "https://b/", country, "NEWS"), 0, 9, 9),
              new RankedUrl(new TestListEntry("a", "https://a/", everywhere, "GAME"), 0, 1, 1));
        }
      };

  OoniRunApi(DataSource dataSource, String quotas) {
    OoniRunLinksResource resource = new OoniRunLinksResource();
    resource.finder = new LinkFinder();
    resource.finder.database = new ReadDatabase(dataSource, Duration.ofSeconds(10));
    resource.editor = new LinkEditor();
    resource.editor.database = new WriteDatabase(dataSource);
    resource.targets = new PrioritisedTargets();
    resource.targets.testLists = lists;
    resource.sessions = tokens.sessions(clock);
    resource.edits = new Edits(new EventCounters(), clock, quotas, 8, Duration.ofSeconds(20));
    resource.clock = clock;
    dispatcher.getRegistry().addSingletonResource(resource);
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
  }

  /** A link as its editor sends it, with single quotes for double ones in what replaces others. */
  static ObjectNode link(String... replaced) {
    ObjectNode link =
        json(
            """
            {'name':'a link','short_description':'short text','description':'long text',
             'author':'user@example.com','name_intl':{'it':'un link'},'color':'#0588cb',
             'icon':'FaBeer','nettests':[{'test_name':'web_connectivity',
             'inputs':['https://example.com/','https://ooni.org/'],
             'options':{'HTTP3Enabled':true}},{'test_name':'dnscheck','inputs':[]}]}
            """);
    for (String members : replaced) {
      link.setAll(json(members));
    }
    return link;
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Makes a link as the user and returns its id. */
  String created(String... replaced) throws Exception {
    return ok(post(LINKS, USER, link(replaced))).get("oonirun_link_id").textValue();
  }

  JsonNode get(String path, String who) throws Exception {
    return ok(ask(MockHttpRequest.get(LINKS + path), who));
  }

  MockHttpResponse post(String path, String who, JsonNode body) throws Exception {
    return ask(MockHttpRequest.post(path).content(bytes(body)), who);
  }

  MockHttpResponse put(String id, String who, JsonNode body) throws Exception {
    return ask(MockHttpRequest.put(LINKS + "/" + id).content(bytes(body)), who);
  }

  MockHttpResponse ask(MockHttpRequest request, String who) throws Exception {
    MockHttpResponse response = new MockHttpResponse();
    if (!who.isEmpty()) {
      request.header("Authorization", tokens.bearer(who, now));
    }
    dispatcher.invoke(request, response);
    return response;
  }

  static JsonNode ok(MockHttpResponse response) throws Exception {
    assertEquals(200, response.getStatus(), response.getContentAsString());
    return JSON.readTree(response.getContentAsString());
  }

  static void refused(int status, MockHttpResponse response) throws Exception {
    assertEquals(status, response.getStatus(), response.getContentAsString());
  }

  static List<String> ids(JsonNode list) {
    return ((ArrayNode) list.get("oonirun_links")).findValuesAsText("oonirun_link_id");
  }

  private static byte[] bytes(JsonNode body) {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
