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
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * As much of S3 as the backend uses, on a free port of the loopback address, with the faults that
 * real ones have.
 */
public final class FakeS3 implements AutoCloseable {

  /** What becomes of an object that is put. */
  public enum Fault {
    /** It is stored. */
    NONE,
    /** The server fails before it stores anything. */
    FAILS,
    /** The key has lost its rights. */
    FORBIDS,
    /** It is stored and the answer says it is not. */
    STORES_AND_FAILS,
    /** It is not stored and the answer says it is. */
    LOSES,
    /** Half of it is stored. */
    TRUNCATES,
    /** The server does not know conditional writes, and says so. */
    KNOWS_NO_CONDITIONS
  }

  static {
    // each small answer would wait 40 ms for the acknowledgement of the one before
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> replaced = new CopyOnWriteArrayList<>();
  private volatile boolean broken;

  /** Listens at once. */
  public FakeS3() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/bucket", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** A client of it. */
  public ObjectStore client() {
    Duration patience = Duration.ofSeconds(5);
    return new ObjectStore(endpoint(), "key", "secret", "bucket", patience, patience);
  }

  /** Stores an object. */
  public void put(String key, byte[] bytes) {
    objects.put(key, bytes);
  }

  /** Loses an object. */
  public void lose(String key) {
    objects.remove(key);
  }

  /** All objects by key. */
  public NavigableMap<String, byte[]> objects() {
    return objects;
  }

  /** What becomes of puts of objects whose key ends so; of all others nothing bad. */
  public void fault(String ending, Fault fault) {
    faults.put(ending, fault);
  }

  /** From now on every request is answered with 500. */
  public void breakDown() {
    broken = true;
  }

  /** From now on requests are answered again. */
  public void repair() {
    broken = false;
    faults.clear();
  }

  /** Method, key and range of each request. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Keys of objects that were put in place of another. */
  public List<String> replaced() {
    return List.copyOf(replaced);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestURI().getPath().replaceFirst("^/bucket/?", "");
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(exchange.getRequestMethod() + " " + key + " " + range);
    byte[] received = exchange.getRequestBody().readAllBytes();
    byte[] object = objects.get(key);
    if (broken) {
      send(exchange, 500, error("InternalError"));
    } else if (exchange.getRequestMethod().equals("PUT")) {
      put(exchange, key, received);
    } else if (key.isEmpty() && FakeS3Listing.isAskedFor(exchange.getRequestURI())) {
      send(exchange, 200, FakeS3Listing.of(exchange.getRequestURI(), objects));
    } else if (key.isEmpty()) {
      exchange.sendResponseHeaders(200, -1);
    } else if (object == null) {
      send(exchange, 404, error("NoSuchKey"));
    } else if (range == null) {
      send(exchange, 200, object);
    } else {
      String[] bounds = range.replace("bytes=", "").split("-");
      int from = Integer.parseInt(bounds[0]);
      int to = Math.min(object.length, Integer.parseInt(bounds[1]) + 1);
      if (from >= object.length) {
        send(exchange, 416, error("InvalidRange"));
      } else {
        send(exchange, 206, Arrays.copyOfRange(object, from, to));
      }
    }
    exchange.close();
  }

  private void put(HttpExchange exchange, String key, byte[] bytes) throws IOException {
    boolean conditional = exchange.getRequestHeaders().containsKey("If-None-Match");
    Fault fault =
        faults.entrySet().stream()
            .filter(entry -> key.endsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findAny()
            .orElse(Fault.NONE);
    if (conditional && fault != Fault.KNOWS_NO_CONDITIONS && objects.containsKey(key)) {
      send(exchange, 412, error("PreconditionFailed"));
      return;
    }
    switch (fault) {
      case NONE, STORES_AND_FAILS -> store(key, bytes);
      case TRUNCATES -> store(key, Arrays.copyOf(bytes, bytes.length / 2));
      case KNOWS_NO_CONDITIONS -> {
        if (!conditional) {
          store(key, bytes);
        }
      }
      case FAILS, FORBIDS, LOSES -> {}
    }
    switch (fault) {
      case NONE, TRUNCATES, LOSES -> send(exchange, 200, new byte[0]);
      case FAILS, STORES_AND_FAILS -> send(exchange, 500, error("InternalError"));
      case FORBIDS -> send(exchange, 403, error("AccessDenied"));
      case KNOWS_NO_CONDITIONS -> send(exchange, conditional ? 501 : 200, error("NotImplemented"));
    }
  }

  private void store(String key, byte[] bytes) {
    if (objects.put(key, bytes) != null) {
      replaced.add(key);
    }
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
    exchange.getResponseHeaders().set("ETag", "\"0123\"");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
      exchange.getResponseHeaders().set("Last-Modified", "Sun, 22 Nov 2026 06:17:12 GMT");
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }
}
