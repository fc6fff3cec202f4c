// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.availability;

import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/**
 * A filter of the web server before all applications, for the moments in which an application comes
 * or goes. The server then answers by itself: 503 when it takes no requests, and 500 when the
 * entrance of an application is there and its components are not. Both get status 503, a time after
 * which the client may come again, and a body that says why.
 */
public final class AvailabilityHandler implements HttpHandler {

  /** Seconds until a client shall come again; a start takes about as long. */
  static final String RETRY_AFTER = "20";

  private static final String BODY =
      "{\"error\":\"no application takes requests: it starts or stops, come again later\"}\n";

  private final HttpHandler next;

  /** Before another handler. */
  public AvailabilityHandler(HttpHandler next) {
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    exchange.addDefaultResponseListener(AvailabilityHandler::answer);
    next.handleRequest(exchange);
  }

  private static boolean answer(HttpServerExchange exchange) {
    if (exchange.getStatusCode() != StatusCodes.SERVICE_UNAVAILABLE && !isBeforeStart(exchange)) {
      return false;
    }
    exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
    if (!exchange.getResponseHeaders().contains(Headers.RETRY_AFTER)) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER);
    }
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    // connections that are kept outlive the application and this filter, and would be told 404
    exchange.setPersistent(false);
    exchange.getResponseSender().send(BODY);
    return true;
  }

  /** No thread of an application has seen the request, and nothing has failed. */
  private static boolean isBeforeStart(HttpServerExchange exchange) {
    return exchange.getStatusCode() == StatusCodes.INTERNAL_SERVER_ERROR
        && exchange.isInIoThread()
        && exchange.getAttachment(DefaultResponseListener.EXCEPTION) == null;
  }
}
