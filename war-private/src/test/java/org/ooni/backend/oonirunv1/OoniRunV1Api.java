// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirunv1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.database.WriteDatabase;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.problem.ProblemMapper;
import org.ooni.backend.ratelimit.Edits;
import org.ooni.backend.session.SessionTokens;

/** The links over a database, asked without a server, at a time that stands still. */
final class OoniRunV1Api {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00.123456Z"), ZoneOffset.UTC);

  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();
  private final SessionTokens tokens = new SessionTokens();

  OoniRunV1Api(DataSource dataSource) {
    OoniRunResource resource = new OoniRunResource();
    resource.table = new DescriptorTable();
    resource.table.database = new WriteDatabase(dataSource);
    resource.finder = new DescriptorFinder();
    resource.finder.database = new ReadDatabase(dataSource, Duration.ofSeconds(10));
    resource.edits = new Edits(new EventCounters(), CLOCK, "1000/day", 8, Duration.ofSeconds(20));
    resource.sessions = tokens.sessions(CLOCK);
    resource.clock = CLOCK;
    resource.collectorId = "7";
    dispatcher.getRegistry().addSingletonResource(resource);
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
  }

  static JsonNode ok(MockHttpResponse response) throws Exception {
    assertEquals(200, response.getStatus(), response.getContentAsString());
    return JSON.readTree(response.getContentAsString());
  }

  static void refused(String error, MockHttpResponse response) throws Exception {
    assertEquals(400, response.getStatus(), response.getContentAsString());
    String shown = JSON.readTree(response.getContentAsString()).get("error").textValue();
    assertTrue(shown.startsWith(error), shown);
  }

  MockHttpResponse get(String path, String who) throws Exception {
    return ask(MockHttpRequest.get("/ooni_run/" + path), who);
  }

  MockHttpResponse post(String path, String who, String body) throws Exception {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return ask(MockHttpRequest.post("/ooni_run/" + path).content(bytes), who);
  }

  private MockHttpResponse ask(MockHttpRequest request, String who) throws Exception {
    MockHttpResponse response = new MockHttpResponse();
    if (!who.isEmpty()) {
      request.header("Authorization", tokens.bearer(who, CLOCK.instant()));
    }
    dispatcher.invoke(request, response);
    return response;
  }
}
