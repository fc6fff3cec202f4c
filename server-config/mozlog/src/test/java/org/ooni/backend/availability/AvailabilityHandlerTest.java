// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.availability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.Undertow;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AvailabilityHandlerTest {

  private Undertow server;

  @AfterEach
  void stop() {
    server.stop();
  }

  /** As the server does while the components of an application start. */
  @Test
  void whatNoApplicationHasSeenShallBeSentAgain() throws Exception {
    HttpResponse<String> answer =
        ask(exchange -> Connectors.executeRootHandler(ResponseCodeHandler.HANDLE_500, exchange));
    assertEquals(503, answer.statusCode());
    assertEquals(Optional.of(AvailabilityHandler.RETRY_AFTER), retryAfter(answer));
    assertEquals(Optional.of("close"), answer.headers().firstValue("Connection"));
    assertTrue(answer.body().startsWith("{\"error\":\"no application takes requests"));
  }

  @Test
  void whatFailsInAnApplicationIsItsFailure() throws Exception {
    HttpResponse<String> answer = ask(exchange -> exchange.dispatch(AvailabilityHandlerTest::fail));
    assertEquals(500, answer.statusCode());
    assertEquals(Optional.empty(), retryAfter(answer));
  }

  @Test
  void whatFailsInTheServerIsItsFailure() throws Exception {
    assertEquals(500, ask(AvailabilityHandlerTest::fail).statusCode());
  }

  @Test
  void anUnavailableServerSaysWhen() throws Exception {
    HttpResponse<String> answer = ask(exchange -> exchange.setStatusCode(503).endExchange());
    assertEquals(503, answer.statusCode());
    assertEquals(Optional.of(AvailabilityHandler.RETRY_AFTER), retryAfter(answer));
  }

  @Test
  void anApplicationThatSaysWhenIsNotOverruled() throws Exception {
    HttpResponse<String> answer =
        ask(
            exchange -> {
              exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "3");
              exchange.setStatusCode(503).endExchange();
            });
    assertEquals(Optional.of("3"), retryAfter(answer));
  }

  @Test
  void otherAnswersAreLeftAlone() throws Exception {
    HttpResponse<String> answer = ask(exchange -> exchange.getResponseSender().send("fine"));
    assertEquals(200, answer.statusCode());
    assertEquals("fine", answer.body());
    assertEquals(Optional.empty(), retryAfter(answer));
  }

  private static void fail(HttpServerExchange exchange) {
    throw new IllegalStateException("not started");
  }

  private static Optional<String> retryAfter(HttpResponse<String> answer) {
    return answer.headers().firstValue("Retry-After");
  }

  private HttpResponse<String> ask(HttpHandler application) throws Exception {
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(new AvailabilityHandler(application))
            .build();
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    URI uri = URI.create("http://127.0.0.1:" + address.getPort() + "/");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
