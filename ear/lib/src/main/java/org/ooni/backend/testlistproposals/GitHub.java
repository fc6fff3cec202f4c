// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ooni.backend.testlistproposals.GitHubFailure.Kind;

/** Asks GitHub's interface: bounded in size and in time, following no redirection. */
@ApplicationScoped
class GitHub {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 4 << 20;

  @Inject ProposalSettings settings;

  private HttpClient client;

  /** Not in the constructor, which the container's proxy runs too. */
  @PostConstruct
  void start() {
    client =
        HttpClient.newBuilder()
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * What it said.
   *
   * @param body missing when it is no JSON
   */
  record Answer(int status, JsonNode body) {

    /** The body of an answer with this status. */
    JsonNode expect(int expected) throws GitHubFailure {
      if (status != expected) {
        Kind kind = status == 404 ? Kind.MALFORMED : Kind.FAILED;
        throw new GitHubFailure(kind, "GitHub answers with status " + status);
      }
      if (!body.isContainerNode()) {
        throw new GitHubFailure(Kind.MALFORMED, "GitHub's answer is no JSON");
      }
      return body;
    }
  }

  /**
   * Asks for one thing.
   *
   * @param body sent as JSON, nothing when it is null
   */
  Answer ask(String method, String path, JsonNode body) throws GitHubFailure {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.api() + path))
            .timeout(settings.timeout())
            .header("Accept", "application/vnd.github+json")
            .header("Authorization", "Bearer " + settings.token())
            .header("User-Agent", "ooni-backend")
            .method(
                method,
                body.isNull()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(
            request, HttpResponse.BodyHandlers.ofByteArrayConsumer(part -> append(read, part)));
    try {
      int status = answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return new Answer(status, json(read.toByteArray()));
    } catch (TimeoutException | ExecutionException e) {
      throw new GitHubFailure(Kind.FAILED, "GitHub does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitHubFailure(Kind.FAILED, "not waited for GitHub", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static void append(ByteArrayOutputStream body, Optional<byte[]> part) {
    part.ifPresent(body::writeBytes);
    if (body.size() > MOST_BYTES) {
      throw new IllegalStateException("the answer is too large");
    }
  }
}
