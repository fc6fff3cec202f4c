// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client of the deployed system: probe, Explorer or script, over HTTP only. With several nodes it
 * is one behind a load balancer: they are asked in turn, and when one does not answer or says that
 * it is going away, the next one.
 */
final class Probe {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final List<URI> nodes;
  private final AtomicInteger turn = new AtomicInteger();

  Probe(URI node) {
    this(List.of(node));
  }

  Probe(List<URI> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param body its bytes
   */
  record Answer(int status, byte[] body, java.net.http.HttpHeaders headers) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * Whether the bare web server says so, in the moment between the end of its last application
     * and its own. Who reads that sends again, or asks the next node.
     */
    boolean isOfABareServer() {
      return status == 404 && text().startsWith("<html>");
    }

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException("not JSON: " + text(), e);
      }
    }
  }

  /** Opens a report and returns its id. */
  String openReport() throws IOException, InterruptedException {
    return post("/report", Fixtures.OPEN_REPORT.getBytes(StandardCharsets.UTF_8))
        .json()
        .get("report_id")
        .textValue();
  }

  /** Sends a body, with headers in pairs of name and value. */
  Answer post(String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, body, headers);
  }

  /** Asks for a resource, with headers in pairs of name and value. */
  Answer get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, new byte[0], headers);
  }

  /** Sends a request of any method; without a body when it is empty. */
  Answer send(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    BodyPublisher publisher =
        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    HttpRequest.Builder request = HttpRequest.newBuilder().timeout(Duration.ofSeconds(40));
    request.method(method, publisher);
    if (headers.length > 0) {
      request.headers(headers);
    }
    int first = turn.getAndIncrement();
    int last = first + nodes.size() - 1;
    for (int next = first; next < last; next++) {
      try {
        Answer answer = ask(next, request, path);
        if (answer.status() != 503 && !answer.isOfABareServer()) {
          return answer;
        }
      } catch (IOException e) {
        // the next one is asked
      }
    }
    return ask(last, request, path);
  }

  private Answer ask(int place, HttpRequest.Builder request, String path)
      throws IOException, InterruptedException {
    URI node = nodes.get(Math.floorMod(place, nodes.size()));
    HttpResponse<byte[]> response =
        client.send(request.uri(node.resolve(path)).build(), BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response.body(), response.headers());
  }
}
