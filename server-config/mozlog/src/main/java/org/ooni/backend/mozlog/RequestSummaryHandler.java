// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;

/**
 * A filter of the web server before all applications. It gives each request its id, which the
 * application finds in the header {@code X-Request-Id} and the client in the answer's, and logs one
 * record {@code request.summary} when the answer is out. Nothing of a body, an address or a
 * credential is logged.
 */
public final class RequestSummaryHandler implements HttpHandler {

  static final String TYPE = "request.summary";

  private static final HttpString REQUEST_ID = new HttpString("X-Request-Id");
  private static final HttpString USER_AGENT = new HttpString("User-Agent");
  private static final HttpString LANGUAGE = new HttpString("Accept-Language");
  private static final Logger LOG = Logger.getLogger(TYPE);
  private static final int LONGEST = 200;

  private final HttpHandler next;
  private boolean withQuery;

  /** Before another handler. */
  public RequestSummaryHandler(HttpHandler next) {
    this.next = next;
    LogLines.publish();
  }

  /** Whether the part of an address behind the question mark is logged; it may hold secrets. */
  public void setQuerystring(boolean logged) {
    withQuery = logged;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String id = RequestId.of(exchange.getRequestHeaders().getFirst(REQUEST_ID));
    exchange.getRequestHeaders().put(REQUEST_ID, id);
    exchange.getResponseHeaders().put(REQUEST_ID, id);
    long start = System.nanoTime();
    exchange.addExchangeCompleteListener(
        (done, others) -> {
          try {
            log(done, id, System.nanoTime() - start);
          } finally {
            others.proceed();
          }
        });
    next.handleRequest(exchange);
  }

  private void log(HttpServerExchange exchange, String id, long nanoseconds) {
    int status = exchange.getStatusCode();
    boolean failed = status == StatusCodes.INTERNAL_SERVER_ERROR;
    Level level = failed ? org.jboss.logmanager.Level.ERROR : org.jboss.logmanager.Level.INFO;
    if (!LOG.isLoggable(level)) {
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("errno", failed ? StatusCodes.INTERNAL_SERVER_ERROR : 0);
    if (failed) {
      fields.put("msg", StatusCodes.INTERNAL_SERVER_ERROR_STRING);
    }
    fields.put("code", status);
    fields.put("method", shortened(exchange.getRequestMethod().toString()));
    fields.put("path", shortened(exchange.getRequestPath()));
    if (withQuery && !exchange.getQueryString().isEmpty()) {
      fields.put("querystring", shortened(exchange.getQueryString()));
    }
    fields.put("agent", shortened(exchange.getRequestHeaders().getFirst(USER_AGENT)));
    fields.put("lang", shortened(exchange.getRequestHeaders().getFirst(LANGUAGE)));
    fields.put("rid", id);
    fields.put("t", TimeUnit.NANOSECONDS.toMillis(nanoseconds));
    ExtLogRecord entry = new ExtLogRecord(level, "{0}", RequestSummaryHandler.class.getName());
    entry.setLoggerName(TYPE);
    entry.setParameters(new Object[] {fields});
    LOG.logRaw(entry);
  }

  private static String shortened(String text) {
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
