// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.objectstore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of S3 as reading takes, on a free port of the loopback address. */
public final class FakeS3 implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile boolean broken;

  /** Listens at once. */
  public FakeS3() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/bucket", this::answer);
    server.start();
  }

  /** A client of it. */
  public ObjectStore client() {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new ObjectStore(endpoint, "key", "secret", "bucket", Duration.ofSeconds(5));
  }

  /** Stores an object. */
  public void put(String key, byte[] bytes) {
    objects.put(key, bytes);
  }

  /** From now on every request is answered with 500. */
  public void breakDown() {
    broken = true;
  }

  /** Method, key and range of each request. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestURI().getPath().replaceFirst("^/bucket/?", "");
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(exchange.getRequestMethod() + " " + key + " " + range);
    byte[] object = objects.get(key);
    if (broken) {
      send(exchange, 500, error("InternalError"));
    } else if (key.isEmpty()) {
      exchange.sendResponseHeaders(200, -1);
    } else if (object == null) {
      send(exchange, 404, error("NoSuchKey"));
    } else if (range == null) {
      send(exchange, 200, object);
    } else {
      String[] bounds = range.replace("bytes=", "").split("-");
      int to = Math.min(object.length, Integer.parseInt(bounds[1]) + 1);
      send(exchange, 206, Arrays.copyOfRange(object, Integer.parseInt(bounds[0]), to));
    }
    exchange.close();
  }

  private static byte[] error(String code) {
    return """
        <?xml version="1.0" encoding="UTF-8"?><Error><Code>%s</Code><Message>no</Message></Error>
        """
        .formatted(code)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    if (status >= 400) {
      exchange.getResponseHeaders().set("Content-Type", "application/xml");
    }
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
