// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Asks over HTTP, one question at a time, and takes the time from the question to the last byte.
 *
 * @param base where the server answers
 * @param client to ask with
 */
record Reader(URI base, HttpClient client) {

  private static final int WARM_UP = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  Reader(URI base) {
    this(base, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  /**
   * How fast one question was answered.
   *
   * @param millis median of its answers
   * @param bytes of the last one
   */
  record Median(double millis, int bytes) {}

  /**
   * Asks several questions in turn, so that what disturbs the machine meanwhile disturbs all of
   * them.
   *
   * @param paths may be whole addresses, of other servers
   * @param runs how many times each, when its answer is warm
   */
  List<Median> medians(List<String> paths, int runs) throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UP * paths.size(); i++) {
      get(paths.get(i % paths.size()));
    }
    double[][] millis = new double[paths.size()][runs];
    int[] bytes = new int[paths.size()];
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < paths.size(); i++) {
        long start = System.nanoTime();
        bytes[i] = get(paths.get(i)).length;
        millis[i][run] = (System.nanoTime() - start) / 1e6;
      }
    }
    return IntStream.range(0, paths.size())
        .mapToObj(i -> new Median(middle(millis[i]), bytes[i]))
        .toList();
  }

  private static double middle(double[] millis) {
    return Arrays.stream(millis).sorted().skip(millis.length / 2).findFirst().orElseThrow();
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path));
  }

  /** The answer's status and nothing else of it. */
  int status(String path) throws IOException, InterruptedException {
    return client.send(request(path), BodyHandlers.discarding()).statusCode();
  }

  /** The bytes of a good answer. */
  byte[] get(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.send(request(path), BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          path + " answered " + answer.statusCode() + ": " + new String(answer.body(), "UTF-8"));
    }
    return answer.body();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).build();
  }
}
