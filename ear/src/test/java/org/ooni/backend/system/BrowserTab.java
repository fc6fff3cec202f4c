// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A tab of a browser: calls of the DevTools protocol, and the events that came meanwhile. */
final class BrowserTab implements AutoCloseable, WebSocket.Listener {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 60;

  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();

  BrowserTab(URI address) {
    socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, this).join();
    for (String domain : List.of("Page", "Network", "Log", "Runtime", "Accessibility")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Opens an address and waits until all of it is loaded. */
  void open(URI address) throws InterruptedException {
    events.clear();
    JsonNode answer = call("Page.navigate", Map.of("url", address.toString()));
    if (answer.has("errorText")) {
      throw new IllegalStateException(answer.get("errorText").textValue());
    }
    for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
      if (!events("Page.loadEventFired").isEmpty()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IllegalStateException("not loaded: " + address);
  }

  /** The value of an expression of the page. */
  JsonNode value(String expression) {
    JsonNode answer =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(answer.get("exceptionDetails").toString());
    }
    return answer.at("/result/value");
  }

  /** Presses a key and lets it go. */
  void press(String key, int code) {
    // a text is what makes a key press of the enter key
    String text = key.equals("Enter") ? "\r" : "";
    Map<String, Object> event = Map.of("key", key, "code", key, "windowsVirtualKeyCode", code);
    call("Input.dispatchKeyEvent", with(event, Map.of("type", "keyDown", "text", text)));
    call("Input.dispatchKeyEvent", with(event, Map.of("type", "keyUp")));
  }

  /** What assistive technology is told, as {@code role name}; nothing without a name. */
  List<String> accessibleNames() {
    JsonNode nodes = call("Accessibility.getFullAXTree", Map.of()).get("nodes");
    return JSON.convertValue(nodes, JsonNode.class).findParents("role").stream()
        .filter(node -> !node.path("ignored").asBoolean())
        .map(node -> node.at("/role/value").asText() + " " + node.at("/name/value").asText())
        .toList();
  }

  /** How the page looks, for people. */
  void screenshot(Path file) throws IOException {
    String data =
        call("Page.captureScreenshot", Map.of("captureBeyondViewport", true)).get("data").asText();
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  /** The events of a name since the page was opened. */
  List<JsonNode> events(String method) {
    return events.stream()
        .filter(event -> event.get("method").textValue().equals(method))
        .map(event -> event.get("params"))
        .toList();
  }

  /** Calls a method of the protocol and waits for its answer. */
  JsonNode call(String method, Map<String, Object> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(id, answer);
    try {
      String call =
          JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
      socket.sendText(call, true).join();
      JsonNode told = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (told.has("error")) {
        throw new IllegalStateException(method + ": " + told.get("error"));
      }
      return told.get("result");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(method, e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
    part.append(data);
    if (isLast) {
      take(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void take(String text) {
    try {
      JsonNode message = JSON.readTree(text);
      if (message.has("id")) {
        calls.remove(message.get("id").intValue()).complete(message);
      } else {
        events.add(message);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new java.util.HashMap<>(some);
    all.putAll(more);
    return all;
  }

  @Override
  public void close() {
    call("Page.close", Map.of());
    socket.abort();
  }
}
