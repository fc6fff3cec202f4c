// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** WildFly's management interface over HTTP. */
final class Management {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OPERATIONS = "management";
  private static final String CONTENT = "management/add-content";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;
  private final Credentials credentials;
  private Optional<Digest> digest = Optional.empty();

  Management(URI base, Credentials credentials) {
    this.base = base;
    this.credentials = credentials;
  }

  /**
   * Carries out an operation on the root resource.
   *
   * @return its result
   * @throws DeployFailure when it failed, and was taken back
   */
  JsonNode execute(String operation, Map<String, ?> parameters) {
    var body = JSON.createObjectNode().put("operation", operation);
    parameters.forEach((name, value) -> body.set(name, JSON.valueToTree(value)));
    byte[] bytes = body.toString().getBytes(UTF_8);
    JsonNode answer = send(OPERATIONS, "application/json", BodyPublishers.ofByteArray(bytes));
    if (!answer.path("outcome").asText().equals("success")) {
      throw new DeployFailure(operation + ": " + answer.path("failure-description"));
    }
    return answer.path("result");
  }

  /** Stores a file on the server; tells under which hash. */
  JsonNode upload(Path file) {
    String boundary = "----ooni" + System.nanoTime();
    String head =
        """
        --%s\r
        Content-Disposition: form-data; name="file"; filename="%s"\r
        Content-Type: application/octet-stream\r
        \r
        """
            .formatted(boundary, file.getFileName());
    try {
      BodyPublisher body =
          BodyPublishers.concat(
              BodyPublishers.ofString(head),
              BodyPublishers.ofFile(file),
              BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
      return send(CONTENT, "multipart/form-data; boundary=" + boundary, body).path("result");
    } catch (IOException e) {
      throw new DeployFailure("cannot read " + file, e);
    }
  }

  private JsonNode send(String path, String type, BodyPublisher body) {
    if (digest.isEmpty()) {
      digest = Optional.of(challenge());
    }
    HttpResponse<String> response = exchange(path, type, body);
    if (response.statusCode() == 401) {
      // the nonce has become too old
      digest = Optional.of(challenge());
      response = exchange(path, type, body);
    }
    if (response.statusCode() == 401 || response.statusCode() == 403) {
      throw new DeployFailure(
          "%s refuses user %s: check %s and %s"
              .formatted(base, credentials, Credentials.USER, Credentials.PASSWORD));
    }
    if (response.statusCode() == 503) {
      throw new DeployFailure("%s is starting or stopping: try again in a while".formatted(base));
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new DeployFailure("%s answers %d".formatted(base, response.statusCode()), e);
    }
  }

  private HttpResponse<String> exchange(String path, String type, BodyPublisher body) {
    URI uri = base.resolve(path);
    return send(
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Content-Type", type)
            .header("Authorization", digest.orElseThrow().answer("POST", uri.getPath()))
            .POST(body)
            .build());
  }

  private Digest challenge() {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(OPERATIONS)).timeout(Duration.ofSeconds(20)).build();
    return new Digest(
        send(request).headers().firstValue("WWW-Authenticate").orElse("nothing"), credentials);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new DeployFailure(
          "%s does not answer: is the server up, the tunnel open?".formatted(base), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployFailure("interrupted", e);
    }
  }
}
