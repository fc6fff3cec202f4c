// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pagetest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.ooni.backend.answer.KeptAnswers;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.ProblemMapper;
import org.ooni.backend.schema.MigratedPostgres;

/** Asks one resource as Explorer would, at noon of 22 November 2026. */
public final class Page {

  /** Noon of 22 November 2026. */
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();

  /** Asks this resource. */
  public Page(Object resource) {
    dispatcher.getRegistry().addSingletonResource(resource);
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
  }

  /** The database of the tests, as readers have it. */
  public static ReadDatabase database() {
    return new ReadDatabase(MigratedPostgres.shared().application(), Duration.ofSeconds(10));
  }

  /** Answers that are made anew for each request. */
  public static KeptAnswers neverKept() {
    return new KeptAnswers(CLOCK, Duration.ZERO);
  }

  /** JSON, with quotes of one stroke for two. */
  public static JsonNode json(String text) throws Exception {
    return JSON.readTree(text.replace('\'', '"'));
  }

  /** What a request is answered with. */
  public MockHttpResponse send(MockHttpRequest request) {
    MockHttpResponse response = new MockHttpResponse();
    dispatcher.invoke(request, response);
    return response;
  }

  /** What an address is answered with. */
  public MockHttpResponse get(String path) throws Exception {
    return send(MockHttpRequest.get(path));
  }

  /** What a post of this text is answered with. */
  public MockHttpResponse post(String path, String body) throws Exception {
    return send(MockHttpRequest.post(path).content(body.getBytes(StandardCharsets.UTF_8)));
  }

  /** The body of a good answer. */
  public JsonNode ask(String path) throws Exception {
    MockHttpResponse response = get(path);
    assertEquals(200, response.getStatus(), response.getContentAsString());
    return JSON.readTree(response.getContentAsString());
  }

  /** The answer is this JSON, and caches may keep it for so many seconds. */
  public void assertAnswer(String path, long maxAge, String expected) throws Exception {
    assertEquals(json(expected), ask(path), path);
    assertMaxAge(path, maxAge);
  }

  /** Caches may keep the answer for so many seconds. */
  public void assertMaxAge(String path, long maxAge) throws Exception {
    Object header = get(path).getOutputHeaders().getFirst("Cache-Control");
    assertEquals("max-age=" + maxAge, header, path);
  }

  /** The answer is 400 with this text. */
  public void assertRefused(String path, String error) throws Exception {
    MockHttpResponse response = get(path);
    assertEquals(400, response.getStatus(), path);
    assertTrue(
        response.getContentAsString().startsWith("{\"error\":\"" + error + '"'),
        response.getContentAsString());
  }
}
