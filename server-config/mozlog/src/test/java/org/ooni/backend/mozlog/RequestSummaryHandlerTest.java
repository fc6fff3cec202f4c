// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertow.Undertow;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSummaryHandlerTest {

  private final MozlogFormatter formatter = new MozlogFormatter();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Logger logger = Logger.getLogger(RequestSummaryHandler.TYPE);
  private final ExtHandler collector =
      new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord entry) {
          lines.add(formatter.format(entry));
        }
      };
  private RequestSummaryHandler summaries;
  private Undertow server;
  private int port;

  @BeforeEach
  void start() {
    logger.addHandler(collector);
    logger.setUseParentHandlers(false);
    summaries =
        new RequestSummaryHandler(
            exchange -> {
              if (exchange.getRequestPath().equals("/fails")) {
                throw new IllegalStateException("a secret");
              }
              exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
              exchange
                  .getResponseSender()
                  .send(exchange.getRequestHeaders().getFirst(new HttpString("X-Request-Id")));
            });
    server = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(summaries).build();
    server.start();
    port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  @AfterEach
  void stop() {
    server.stop();
    logger.removeHandler(collector);
  }

  @Test
  void aRequestIsOneRecord() throws Exception {
    String answer =
        ask(
            "/a/b?k=secret",
            "X-Request-Id: mine-1.2_3",
            "User-Agent: probe/3",
            "Accept-Language: it");
    assertTrue(answer.contains("X-Request-Id: mine-1.2_3\r\n"), answer);
    assertTrue(answer.endsWith("mine-1.2_3"), answer);
    JsonNode fields = summary();
    assertEquals("GET", fields.get("method").textValue());
    assertEquals("/a/b", fields.get("path").textValue());
    assertEquals(200, fields.get("code").intValue());
    assertEquals(0, fields.get("errno").intValue());
    assertEquals("probe/3", fields.get("agent").textValue());
    assertEquals("it", fields.get("lang").textValue());
    assertEquals("mine-1.2_3", fields.get("rid").textValue());
    assertFalse(fields.toString().contains("secret") || fields.toString().contains("127.0.0.1"));
    assertEquals(0, lines.size());
  }

  /** Hostile case H12. */
  @ParameterizedTest
  @ValueSource(strings = {"a b", "<b>", "\u001b[1m", "../x", "\u00e9", ""})
  void anIdThatIsNotPlainIsReplaced(String id) throws Exception {
    String answer = ask("/", "X-Request-Id: " + id);
    String rid = summary().get("rid").textValue();
    assertTrue(rid.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    assertTrue(answer.contains("X-Request-Id: " + rid), answer);
    ask("/", "X-Request-Id: " + "a".repeat(65));
    assertNotEquals(rid, summary().get("rid").textValue());
  }

  @Test
  void aFailureIsAnErrorAndNoSecondRecord() throws Exception {
    ask("/fails");
    JsonNode line = line();
    assertEquals(3, line.at("/Severity").intValue());
    assertEquals(500, line.at("/Fields/errno").intValue());
    assertEquals("Internal Server Error", line.at("/Fields/msg").textValue());
    assertFalse(line.toString().contains("secret"));
    assertEquals(0, lines.size());
  }

  /** Hostile cases A05 and A06. */
  @Test
  void whatIsLongIsCutAndWhatIsOddStaysInItsLine() throws Exception {
    ask("/" + "%0d%0a%1b".repeat(300), "User-Agent: " + "x".repeat(5000));
    JsonNode fields = summary();
    assertEquals(200, fields.get("path").textValue().length());
    assertEquals(200, fields.get("agent").textValue().length());
  }

  @Test
  void theQueryIsLoggedOnlyWhenAskedFor() throws Exception {
    summaries.setQuerystring(true);
    ask("/?limit=1");
    assertEquals("limit=1", summary().get("querystring").textValue());
    ask("/");
    assertFalse(summary().has("querystring"));
  }

  private JsonNode summary() throws Exception {
    return line().get("Fields");
  }

  private JsonNode line() throws Exception {
    return new MozlogSchema().valid(lines.poll(10, TimeUnit.SECONDS));
  }

  private String ask(String path, String... headers) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String head =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
              + String.join("\r\n", headers);
      String end = headers.length == 0 ? "\r\n" : "\r\n\r\n";
      socket.getOutputStream().write((head + end).getBytes(StandardCharsets.ISO_8859_1));
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
