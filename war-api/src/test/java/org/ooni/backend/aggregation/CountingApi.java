// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
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
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.problem.HttpErrorMapper;
import org.ooni.backend.problem.ProblemMapper;
import org.ooni.backend.problem.UnexpectedErrorMapper;
import org.ooni.backend.ratelimit.HeavyReads;

/** The counting resources over a database, asked without a server. */
final class CountingApi {

  static final Instant NOW = Instant.parse("2024-03-01T12:00:00Z");

  final Groups groups = new Groups();
  final HeavyReads heavyReads = new HeavyReads(1, Duration.ofMillis(100), new EventCounters());
  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();

  CountingApi(DataSource dataSource) {
    ReadDatabase database = new ReadDatabase(dataSource, Duration.ofSeconds(10));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    groups.database = database;
    groups.heavyReads = heavyReads;
    groups.mostGroups = 200_000;
    groups.mostBytes = 16 << 20;
    AggregationResource aggregation = new AggregationResource();
    aggregation.groups = groups;
    aggregation.clock = clock;
    TorsfStats stats = new TorsfStats();
    stats.database = database;
    stats.mostGroups = 200_000;
    TorsfStatsResource torsf = new TorsfStatsResource();
    torsf.stats = stats;
    torsf.clock = clock;
    dispatcher.getRegistry().addSingletonResource(aggregation);
    dispatcher.getRegistry().addSingletonResource(torsf);
    dispatcher.getRegistry().addSingletonResource(new FilesResource());
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
    dispatcher.getProviderFactory().registerProvider(HttpErrorMapper.class);
    dispatcher.getProviderFactory().registerProvider(UnexpectedErrorMapper.class);
  }

  /** Answer to a request. */
  record Answer(int status, String text, MockHttpResponse response) {

    JsonNode json() {
      try {
        return new ObjectMapper().readTree(text);
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + text, e);
      }
    }

    String header(String name) {
      Object value = response.getOutputHeaders().getFirst(name);
      return value == null ? "" : value.toString();
    }
  }

  Answer get(String pathAndQuery) {
    return get(pathAndQuery, "");
  }

  /** With a tag that the caller knows. */
  Answer get(String pathAndQuery, String tag) {
    try {
      MockHttpResponse response = new MockHttpResponse();
      MockHttpRequest request = MockHttpRequest.get(pathAndQuery);
      if (!tag.isEmpty()) {
        request.header("If-None-Match", tag);
      }
      dispatcher.invoke(request, response);
      String text = new String(response.getOutput(), StandardCharsets.UTF_8);
      return new Answer(response.getStatus(), text, response);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** An aggregation. */
  Answer ask(String query) {
    return get("/api/v1/aggregation?" + query);
  }
}
