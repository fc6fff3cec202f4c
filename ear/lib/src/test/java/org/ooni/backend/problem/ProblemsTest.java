// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.junit.jupiter.api.Test;

class ProblemsTest {

  /** Throws what its path names. */
  @Path("/thrown")
  @Produces("text/html")
  public static class Thrower {

    @GET
    @Path("{kind}")
    public String get(@PathParam("kind") String kind) throws Exception {
      throw switch (kind) {
        case "bad" -> new BadRequest("Incorrect format");
        case "coded" -> new BadRequest("bad_metadata", "tn_len");
        case "value" -> new Unprocessable("limit", "not a number");
        case "encoding" -> new UnsupportedEncoding("Unsupported content encoding");
        case "large" -> new TooLarge("Body too large");
        case "away" -> new Unavailable(Duration.ofMillis(1500), "Try later");
        case "often" -> new TooManyRequests(Duration.ofMillis(89_001), "Try later");
        case "login" -> Unauthorized.detailOnly("Invalid credentials");
        case "slow" -> new TooSlow("Query too slow");
        case "checked" -> new IOException("/opt/secret SELECT 1 jdbc:postgresql");
        default -> new IllegalStateException("password");
      };
    }
  }

  private final Dispatcher dispatcher = dispatcher();

  @Test
  void everyReaderFindsTheTextWhereItLooks() throws Exception {
    MockHttpResponse answer = get("/thrown/bad");
    assertEquals(400, answer.getStatus());
    assertEquals(
        """
        {"error":"Incorrect format","msg":"Incorrect format","detail":"Incorrect format","v":0}\
        """,
        answer.getContentAsString());
  }

  @Test
  void anErrorIsJsonThatNobodyCachesOrSniffs() throws Exception {
    MockHttpResponse answer = get("/thrown/bad");
    assertEquals("no-cache", header(answer, "Cache-Control"));
    assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
    assertTrue(header(answer, "Content-Type").startsWith("application/json"));
  }

  @Test
  void aCodeGoesIntoTheDetail() throws Exception {
    JsonNode body = json(get("/thrown/coded"));
    assertEquals("bad_metadata", body.at("/detail/error").asText());
    assertEquals("tn_len", body.at("/detail/message").asText());
    assertEquals("bad_metadata", body.at("/error").asText());
  }

  @Test
  void aBadValueNamesItsParameter() throws Exception {
    MockHttpResponse answer = get("/thrown/value");
    assertEquals(422, answer.getStatus());
    assertEquals("query", json(answer).at("/detail/0/loc/0").asText());
    assertEquals("limit", json(answer).at("/detail/0/loc/1").asText());
    assertEquals("not a number", json(answer).at("/detail/0/msg").asText());
  }

  @Test
  void anUnknownEncodingIsAnsweredWithTheKnownOnes() throws Exception {
    MockHttpResponse answer = get("/thrown/encoding");
    assertEquals(415, answer.getStatus());
    assertEquals("gzip, zstd", header(answer, "Accept-Encoding"));
  }

  @Test
  void unavailableSaysWhenToComeBack() throws Exception {
    MockHttpResponse answer = get("/thrown/away");
    assertEquals(503, answer.getStatus());
    assertEquals("2", header(answer, "Retry-After"));
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
    MockHttpResponse answer = get("/thrown/often");
    assertEquals(429, answer.getStatus());
    assertEquals("90", header(answer, "Retry-After"));
  }

  @Test
  void whoLogsInGetsTheDetailAlone() throws Exception {
    MockHttpResponse answer = get("/thrown/login");
    assertEquals(401, answer.getStatus());
    assertEquals("{\"detail\":\"Invalid credentials\"}", answer.getContentAsString());
  }

  @Test
  void limitsHaveTheirOwnStatus() throws Exception {
    assertEquals(413, get("/thrown/large").getStatus());
    assertEquals(504, get("/thrown/slow").getStatus());
  }

  @Test
  void whatNobodyExpectedTellsNothingButItsId() throws Exception {
    for (String kind : new String[] {"checked", "unchecked"}) {
      MockHttpResponse answer = get("/thrown/" + kind);
      assertEquals(500, answer.getStatus());
      assertEquals("Internal server error", json(answer).at("/error").asText());
      assertEquals(36, json(answer).at("/rid").asText().length());
      assertFalse(answer.getContentAsString().matches("(?s).*(secret|SELECT|jdbc|password).*"));
    }
  }

  @Test
  void anUnknownAddressIsNotRepeated() throws Exception {
    MockHttpResponse answer = get("/no-such-thing");
    assertEquals(404, answer.getStatus());
    assertEquals("Not Found", json(answer).at("/detail").asText());
    assertFalse(answer.getContentAsString().contains("no-such-thing"));
  }

  @Test
  void aWrongMethodIsToldTheRightOnes() throws Exception {
    MockHttpResponse answer = invoke(MockHttpRequest.delete("/thrown/bad"));
    assertEquals(405, answer.getStatus());
    assertTrue(header(answer, "Allow").contains("GET"));
    assertEquals(0, json(answer).at("/v").asInt(-1));
  }

  @Test
  void aQuestionForTheMethodsIsNoError() throws Exception {
    assertEquals(200, invoke(MockHttpRequest.options("/thrown/bad")).getStatus());
  }

  private MockHttpResponse get(String path) throws URISyntaxException {
    return invoke(MockHttpRequest.get(path));
  }

  private MockHttpResponse invoke(MockHttpRequest request) {
    MockHttpResponse response = new MockHttpResponse();
    dispatcher.invoke(request, response);
    return response;
  }

  private static Dispatcher dispatcher() {
    Dispatcher made = MockDispatcherFactory.createDispatcher();
    made.getRegistry().addPerRequestResource(Thrower.class);
    made.getProviderFactory().registerProvider(ProblemMapper.class);
    made.getProviderFactory().registerProvider(HttpErrorMapper.class);
    made.getProviderFactory().registerProvider(UnexpectedErrorMapper.class);
    return made;
  }

  private static JsonNode json(MockHttpResponse answer) throws IOException {
    return new ObjectMapper().readTree(answer.getContentAsString());
  }

  private static String header(MockHttpResponse answer, String name) {
    return answer.getOutputHeaders().getFirst(name).toString();
  }
}
