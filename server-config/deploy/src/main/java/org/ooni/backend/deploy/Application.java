// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** What the application of a node says of itself. */
final class Application {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI url;

  Application(URI url) {
    this.url = url;
  }

  /** Its version, or a word that says that there is none. */
  String version() {
    Answer answer = get("__version__");
    return answer.status() == 200 ? answer.body().path("version").asText() : "none";
  }

  /**
   * Names of the checks of the heartbeat that fail; {@code application} when it does not answer.
   */
  Set<String> failing() {
    Answer answer = get("__heartbeat__");
    Set<String> failing = new TreeSet<>();
    answer
        .body()
        .path("checks")
        .properties()
        .forEach(
            check -> {
              if (check.getValue().asText().equals("error")) {
                failing.add(check.getKey());
              }
            });
    if (answer.status() != 200 && failing.isEmpty()) {
      failing.add("application");
    }
    return failing;
  }

  private record Answer(int status, JsonNode body) {}

  private Answer get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(10)).build();
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      boolean json =
          response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
      return new Answer(
          response.statusCode(), json ? JSON.readTree(response.body()) : JSON.createObjectNode());
    } catch (IOException e) {
      return new Answer(0, JSON.createObjectNode());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployFailure("interrupted", e);
    }
  }
}
