// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.vpn;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches a short text: bounded in size and in time, following no redirection. */
final class Download {

  private static final int MOST_BYTES = 1 << 20;

  private final Duration limit;
  private final HttpClient client;

  Download(Duration limit) {
    this.limit = limit;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(limit)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  String text(URI address) throws Unusable, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(
            HttpRequest.newBuilder(address).timeout(limit).build(),
            HttpResponse.BodyHandlers.ofByteArrayConsumer(part -> append(body, part)));
    try {
      int status = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      if (status != 200) {
        throw new Unusable("the service answers with status " + status);
      }
      return body.toString(StandardCharsets.UTF_8);
    } catch (TimeoutException e) {
      throw new Unusable("the service is too slow", e);
    } catch (ExecutionException e) {
      throw new Unusable("the service cannot be asked", e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private static void append(ByteArrayOutputStream body, Optional<byte[]> part) {
    part.ifPresent(body::writeBytes);
    if (body.size() > MOST_BYTES) {
      throw new IllegalStateException("the answer is too large");
    }
  }
}
