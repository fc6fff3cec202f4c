// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of lists on the loopback address, which also misbehaves when told to. */
final class Origin implements AutoCloseable {

  final AtomicInteger requests = new AtomicInteger();
  private final Map<String, HttpHandler> files = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  Origin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Rules that let tests use it, with short times and a small size. */
  static FetchRules rules() {
    FetchRules rules = new FetchRules();
    rules.schemes = Set.of("http", "https", "file");
    rules.privateAddresses = true;
    rules.connectTimeout = Duration.ofMillis(500);
    rules.readTimeout = Duration.ofMillis(500);
    rules.totalTimeout = Duration.ofSeconds(2);
    rules.maximumBytes = 1 << 20;
    rules.retry = Duration.ofMinutes(10);
    return rules;
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  void put(String path, HttpHandler handler) {
    files.put(path, handler);
  }

  void put(String path, String etag, byte[] body) {
    put(
        path,
        exchange -> {
          if (!etag.isEmpty()) {
            exchange.getResponseHeaders().set("ETag", etag);
          }
          boolean known = etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
          exchange.sendResponseHeaders(known ? 304 : 200, known ? -1 : body.length);
          if (!known) {
            exchange.getResponseBody().write(body);
          }
        });
  }

  void status(String path, int status) {
    put(path, exchange -> exchange.sendResponseHeaders(status, -1));
  }

  void redirect(String path, String target) {
    put(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Location", target);
          exchange.sendResponseHeaders(302, -1);
        });
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    HttpHandler file = files.get(exchange.getRequestURI().getPath());
    try (exchange) {
      if (file == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        file.handle(exchange);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
