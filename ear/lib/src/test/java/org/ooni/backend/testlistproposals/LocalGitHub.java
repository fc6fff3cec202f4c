// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The part of GitHub's interface that proposals need, which can be told to misbehave. */
final class LocalGitHub implements AutoCloseable {

  static final String TOKEN = "token-of-the-test";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PULLS = "/repos/origin/test-lists/pulls";

  /** Method and path of each request. */
  final List<String> asked = new ArrayList<>();

  /** The pull requests; the first has the number 1. */
  final ArrayNode pulls = JSON.createArrayNode();

  /** Method that is answered with another status than it should be, or empty. */
  volatile String failing = "";

  volatile int failure = 500;

  /** Whether answers are of another form than they should be. */
  volatile boolean isMalformed;

  private final HttpServer server;

  LocalGitHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
  }

  /** What reviewers do. */
  synchronized void resolve(int number, boolean merged) {
    pull(number).put("state", "closed").put("merged", merged);
  }

  synchronized String state(int number) {
    return pull(number).get("state").textValue();
  }

  /** Opens one as if somebody else had. */
  synchronized ObjectNode open(String head) {
    ObjectNode pull = pulls.addObject();
    pull.put("number", pulls.size()).put("state", "open").put("merged", false);
    pull.putObject("head").put("label", head);
    return pull;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    asked.add(method + " " + path);
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    boolean known =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!known || !path.startsWith(PULLS)) {
      send(exchange, known ? 404 : 401, JSON.createObjectNode());
    } else if (method.equals(failing)) {
      send(exchange, failure, JSON.createObjectNode().put("message", "Server Error"));
    } else if (isMalformed) {
      send(exchange, method.equals("POST") ? 201 : 200, JSON.createObjectNode().put("a", "b"));
    } else {
      pulls(exchange, method, path, body);
    }
  }

  private void pulls(HttpExchange exchange, String method, String path, JsonNode body)
      throws IOException {
    switch (method + (path.equals(PULLS) ? "" : " one")) {
      case "POST" -> create(exchange, body);
      case "GET" -> send(exchange, 200, pulls);
      case "GET one" -> send(exchange, 200, pull(number(path)));
      case "PATCH one" ->
          send(exchange, 200, pull(number(path)).put("state", body.get("state").textValue()));
      default -> send(exchange, 405, JSON.createObjectNode());
    }
  }

  private void create(HttpExchange exchange, JsonNode body) throws IOException {
    String head = body.get("head").textValue();
    for (JsonNode pull : pulls) {
      if (pull.at("/head/label").textValue().equals(head)
          && pull.get("state").textValue().equals("open")) {
        ObjectNode refusal = JSON.createObjectNode().put("message", "Validation Failed");
        refusal.putArray("errors").addObject().put("message", "A pull request already exists.");
        send(exchange, 422, refusal);
        return;
      }
    }
    send(exchange, 201, open(head).put("title", body.get("title").textValue()));
  }

  private ObjectNode pull(int number) {
    return (ObjectNode) pulls.get(number - 1);
  }

  private static int number(String path) {
    return Integer.parseInt(path.substring(PULLS.length() + 1));
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
