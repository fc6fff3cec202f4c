// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.ProblemMapper;
import org.ooni.backend.schema.MigratedPostgres;

/** The endpoints of observations over a database that is empty at first, at noon of a day. */
final class ObservationsApi {

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();

  ObservationsApi() throws SQLException {
    postgres.truncateAll();
    Clock clock = Clock.fixed(Instant.parse("2024-01-11T12:00:00Z"), ZoneOffset.UTC);
    Rows rows = new Rows();
    rows.database = new ReadDatabase(postgres.application(), Duration.ofSeconds(10));
    ListAnswer lists = new ListAnswer();
    lists.rows = rows;
    lists.baseUrl = URI.create("https://api.example.org");
    CountsAnswer counts = new CountsAnswer();
    counts.rows = rows;
    ObservationsResource observations = new ObservationsResource();
    observations.answer = lists;
    observations.clock = clock;
    AnalysisResource analysis = new AnalysisResource();
    analysis.answer = lists;
    analysis.clock = clock;
    ObservationCountsResource observationCounts = new ObservationCountsResource();
    observationCounts.answer = counts;
    observationCounts.clock = clock;
    AnalysisCountsResource analysisCounts = new AnalysisCountsResource();
    analysisCounts.rows = rows;
    analysisCounts.clock = clock;
    ChangepointsResource changepoints = new ChangepointsResource();
    changepoints.answer = counts;
    changepoints.clock = clock;
    for (Object resource :
        new Object[] {observations, analysis, observationCounts, analysisCounts, changepoints}) {
      dispatcher.getRegistry().addSingletonResource(resource);
    }
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
  }

  /** One observation, of 2024-01-10 at two. */
  void observed(String uid, int index, String columns, String values) throws SQLException {
    execute(
        "insert into obs_web (measurement_uid, observation_idx, test_name, probe_cc, probe_asn,"
            + " measurement_start_time, resolver_asn, "
            + columns
            + ") values ('"
            + uid
            + "', "
            + index
            + ", 'web_connectivity', 'IT', 30722, '2024-01-10 02:00:00Z', "
            + values
            + ")");
  }

  /** What is thought of one measurement. */
  void analysed(String uid, String time) throws SQLException {
    execute(
        "insert into analysis_web_measurement (measurement_uid, measurement_start_time, domain)"
            + " values ('%s', '%s', 'x.org')".formatted(uid, time));
  }

  /** What is answered with 200. */
  JsonNode get(String query) throws Exception {
    MockHttpResponse answer = answer(query);
    String text = new String(answer.getOutput(), StandardCharsets.UTF_8);
    assertEquals(200, answer.getStatus(), text);
    return new ObjectMapper().readTree(text);
  }

  MockHttpResponse answer(String query) throws Exception {
    MockHttpResponse response = new MockHttpResponse();
    dispatcher.invoke(MockHttpRequest.get("/api/v1/" + query), response);
    return response;
  }

  void execute(String sql) throws SQLException {
    postgres.sql(sql);
  }
}
