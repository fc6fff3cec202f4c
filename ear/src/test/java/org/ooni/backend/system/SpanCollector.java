// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Takes traces by OTLP over HTTP. Names and values stand as they are in the messages. */
final class SpanCollector implements AutoCloseable {

  private final Queue<String> messages = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  SpanCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /** What a server that sends its traces here is told, with the README's names. */
  Map<String, String> environment(String service) {
    return Map.of(
        "OTEL_SERVICE_NAME", service,
        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort(),
        "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
        "OTEL_METRICS_EXPORTER", "none",
        "OTEL_LOGS_EXPORTER", "none",
        "OTEL_BSP_SCHEDULE_DELAY", "200");
  }

  /** Whether a message of this service says all of it. */
  boolean has(String service, String... words) {
    return messages.stream()
        .filter(message -> message.contains(service))
        .anyMatch(message -> Stream.of(words).allMatch(message::contains));
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      // the server packs them, without being told to
      InputStream message = new GZIPInputStream(exchange.getRequestBody());
      messages.add(new String(message.readAllBytes(), StandardCharsets.ISO_8859_1));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
