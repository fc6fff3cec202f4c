// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.proposedlists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.problem.ProblemMapper;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.session.AccountId;
import org.ooni.backend.session.SessionTokens;
import org.ooni.backend.testlistproposals.Change;
import org.ooni.backend.testlistproposals.ListName;
import org.ooni.backend.testlistproposals.ListedUrl;
import org.ooni.backend.testlistproposals.LocalProposals;

class ProposedTestListResourceTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final AccountId USER = new AccountId("%032x".formatted("user".hashCode()));
  private static final String LIST =
      "url,category_code,category_description,date_added,source,notes\n"
          + "https://a.it/,NEWS,News Media,2014-04-15,x,\n"
          + "https://b.it/,NEWS,News Media,2014-04-15,x,\n"
          + "https://c.it/,NEWS,News Media,2014-04-15,x,\n";
  private static final String C =
      "{'url':'https://c.it/','category_code':'NEWS','date_added':'2014-04-15','source':'x','notes':''";

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();
  private final SessionTokens tokens = new SessionTokens();
  private final ProposedTestListResource resource = new ProposedTestListResource();
  private LocalProposals local;

  @BeforeEach
  void deploy(@TempDir Path folder) throws Exception {
    postgres.truncateAll();
    local = new LocalProposals(folder);
    local.publish(Map.of("lists/it.csv", LIST));
    resource.proposals = local.started(postgres.application(), CLOCK);
    resource.sessions = tokens.sessions(CLOCK);
    dispatcher.getRegistry().addSingletonResource(resource);
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
  }

  @Test
  void nobodySeesProposalsWithoutALogin() throws Exception {
    assertEquals(401, get("global", "").getStatus());
    assertEquals(401, get("not-a-country", "").getStatus());
  }

  @Test
  void oneSeesTheListWithOnesOwnChangesAndNobodyElsesDoes() throws Exception {
    propose(Optional.of(entry("a")), Optional.empty());
    propose(Optional.of(entry("b")), Optional.of(entry("d")));
    String d = C.replace("c.it", "d.it");
    String a = C.replace("c.it", "a.it");
    assertEquals(
        "{'test_list':[%s},%s}],'changes':{'it':[%s,'action':'delete'},%s,'action':'add'}]},"
                .formatted(d, C, a, d)
            + "'state':'IN_PROGRESS','pr_url':null}",
        body(get("IT", "user")));
    assertTrue(body(get("it", "other")).endsWith("'changes':{},'state':'CLEAN','pr_url':null}"));
  }

  @Test
  void aCountryWithoutAListHasNone() throws Exception {
    assertEquals(
        "{'test_list':null,'changes':{},'state':'CLEAN','pr_url':null}", body(get("zz", "user")));
  }

  @Test
  void whatIsNoCountryIsRefused() throws Exception {
    for (String country : new String[] {"ita", "i", "11", "..", "it.csv"}) {
      MockHttpResponse refused = get(country, "user");
      assertEquals(400, refused.getStatus(), country);
      assertTrue(refused.getContentAsString().contains("err_invalid_country_code"), country);
    }
  }

  @Test
  void withoutSettingsThereAreNoLists() throws Exception {
    resource.proposals = local.unconfigured(postgres.application(), CLOCK);
    assertEquals(401, get("it", "").getStatus());
    MockHttpResponse away = get("it", "user");
    assertEquals(503, away.getStatus());
    assertTrue(away.getContentAsString().contains("TEST_LIST_REPOSITORY"));
  }

  private void propose(Optional<ListedUrl> old, Optional<ListedUrl> fresh) {
    resource.proposals.update(USER, new Change(ListName.of("it"), old, fresh, "why"));
  }

  private static ListedUrl entry(String name) {
    return new ListedUrl("https://" + name + ".it/", "NEWS", "2014-04-15", "x", "");
  }

  private static String body(MockHttpResponse response) throws Exception {
    assertEquals(200, response.getStatus(), response.getContentAsString());
    assertEquals("no-cache", response.getOutputHeaders().getFirst("Cache-Control"));
    return response.getContentAsString().replace('"', '\'');
  }

  private MockHttpResponse get(String country, String who) throws Exception {
    MockHttpRequest request = MockHttpRequest.get("/url-submission/test-list/" + country);
    if (!who.isEmpty()) {
      request.header("Authorization", tokens.bearer(who, CLOCK.instant()));
    }
    MockHttpResponse response = new MockHttpResponse();
    dispatcher.invoke(request, response);
    return response;
  }
}
