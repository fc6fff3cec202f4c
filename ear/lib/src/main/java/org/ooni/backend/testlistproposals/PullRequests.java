// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.ooni.backend.session.AccountId;
import org.ooni.backend.testlistproposals.GitHubFailure.Kind;

/** The pull requests of the repository with the lists. */
@ApplicationScoped
class PullRequests {

  private static final String TITLE = "Contribution from test-lists.ooni.org";
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int REFUSED = 422;

  @Inject ProposalSettings settings;
  @Inject GitHub gitHub;

  /** What became of one. */
  enum Fate {
    OPEN,
    MERGED,
    CLOSED
  }

  /** Address of one in GitHub's interface. */
  String apiAddress(int number) {
    return settings.api() + path(number);
  }

  /** Address of one for people. */
  String pageAddress(int number) {
    return "https://github.com/" + settings.sourceName() + "/pull/" + number;
  }

  Fate fate(int number) throws GitHubFailure {
    GitHub.Answer answer = gitHub.ask("GET", path(number), JsonNodeFactory.instance.nullNode());
    JsonNode body = answer.expect(OK);
    String state = body.path("state").asText();
    if (state.equals("open")) {
      return Fate.OPEN;
    }
    if (!state.equals("closed")) {
      throw new GitHubFailure(Kind.MALFORMED, "a pull request is neither open nor closed");
    }
    return body.path("merged").asBoolean() || body.path("merged_at").isTextual()
        ? Fate.MERGED
        : Fate.CLOSED;
  }

  void close(int number) throws GitHubFailure {
    ObjectNode change = JsonNodeFactory.instance.objectNode().put("state", "closed");
    gitHub.ask("PATCH", path(number), change).expect(OK);
  }

  /**
   * Opens one for the branch of an account, closing first what is open for the same branch.
   *
   * @return its number
   */
  int open(AccountId account) throws GitHubFailure {
    String head = settings.targetOwner() + ":" + ProposedBranch.name(account);
    try {
      return create(head);
    } catch (GitHubFailure e) {
      if (e.kind() != Kind.ALREADY_OPEN) {
        throw e;
      }
    }
    closeAll(head);
    return create(head);
  }

  private int create(String head) throws GitHubFailure {
    ObjectNode request =
        JsonNodeFactory.instance
            .objectNode()
            .put("head", head)
            .put("base", "master")
            .put("title", TITLE);
    GitHub.Answer answer = gitHub.ask("POST", path(), request);
    if (answer.status() == REFUSED && answer.body().toString().contains("already exists")) {
      throw new GitHubFailure(Kind.ALREADY_OPEN, "a pull request of this branch is open");
    }
    return number(answer.expect(CREATED));
  }

  private void closeAll(String head) throws GitHubFailure {
    String query = "?state=open&head=" + URLEncoder.encode(head, StandardCharsets.UTF_8);
    GitHub.Answer answer = gitHub.ask("GET", path() + query, JsonNodeFactory.instance.nullNode());
    for (JsonNode pullRequest : answer.expect(OK)) {
      // GitHub lists all there are when it does not know the head
      if (pullRequest.at("/head/label").asText().equals(head)) {
        close(number(pullRequest));
      }
    }
  }

  private static int number(JsonNode pullRequest) throws GitHubFailure {
    JsonNode number = pullRequest.path("number");
    if (!number.isInt() || number.intValue() < 1) {
      throw new GitHubFailure(Kind.MALFORMED, "a pull request has no number");
    }
    return number.intValue();
  }

  private String path() {
    return "/repos/" + settings.sourceName() + "/pulls";
  }

  private String path(int number) {
    return path() + "/" + number;
  }
}
