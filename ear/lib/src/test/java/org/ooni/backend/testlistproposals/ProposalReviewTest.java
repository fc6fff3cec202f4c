// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ooni.backend.testlistproposals.ProposalScene.ACCOUNT;
import static org.ooni.backend.testlistproposals.ProposalScene.BRANCH;
import static org.ooni.backend.testlistproposals.ProposalScene.EVERYWHERE;
import static org.ooni.backend.testlistproposals.ProposalScene.HEADER;
import static org.ooni.backend.testlistproposals.ProposalScene.ITALY;
import static org.ooni.backend.testlistproposals.ProposalScene.LINE;
import static org.ooni.backend.testlistproposals.ProposalScene.LISTED;
import static org.ooni.backend.testlistproposals.ProposalScene.NEW;
import static org.ooni.backend.testlistproposals.ProposalScene.NEW_LINE;
import static org.ooni.backend.testlistproposals.ProposalScene.change;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.problem.ChangeRefused;

class ProposalReviewTest {

  private ProposalScene scene;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    scene = new ProposalScene(folder);
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void aProposalIsOneCommitOnWhatIsPublished() throws Exception {
    scene.assertView(ProposalState.CLEAN, List.of(LISTED));
    scene.update(null, NEW);
    scene.assertView(ProposalState.IN_PROGRESS, List.of(LISTED, NEW));
    assertEquals(scene.gitHub.address() + "/repos/origin/test-lists/pulls/1", scene.submit());
    RevCommit pushed = scene.local.pushed(BRANCH);
    assertEquals(List.of(scene.published), List.of(pushed.getParents()));
    assertEquals("nobody@ooni.org", pushed.getCommitterIdent().getEmailAddress());
    assertTrue(pushed.getFullMessage().contains("https://b.it/: because"));
    assertEquals(HEADER + LINE + NEW_LINE, scene.local.file(pushed, ITALY.path()));
    assertEquals(HEADER + EVERYWHERE, scene.local.file(pushed, "lists/global.csv"));
    assertEquals("r", scene.local.file(pushed, "README"));
    assertEquals("bot:" + BRANCH, scene.gitHub.pulls.at("/0/head/label").textValue());
    scene.assertView(ProposalState.PR_OPEN, List.of(LISTED, NEW));
    assertEquals(
        Optional.of("https://github.com/origin/test-lists/pull/1"),
        scene.proposals.view(ACCOUNT, ITALY).page());
  }

  @Test
  void anotherSubmissionAnswersTheSame() {
    scene.update(null, NEW);
    assertEquals(scene.submit(), scene.submit());
    assertEquals(1, scene.gitHub.pulls.size());
  }

  @Test
  void aResolvedPullRequestIsNoticedWithinTenSeconds() {
    for (boolean merged : new boolean[] {true, false}) {
      scene.update(null, NEW);
      scene.submit();
      scene.gitHub.resolve(scene.gitHub.pulls.size(), merged);
      int asked = scene.gitHub.asked.size();
      scene.assertView(ProposalState.PR_OPEN, List.of(LISTED, NEW));
      assertEquals(asked, scene.gitHub.asked.size());
      scene.pass(Duration.ofSeconds(10));
      scene.assertView(ProposalState.CLEAN, List.of(LISTED));
      assertEquals(Changes.NONE, scene.proposals.view(ACCOUNT, ITALY).changes());
    }
  }

  @Test
  void aChangeDuringTheReviewTakesItBackAndGoesOn() throws Exception {
    scene.update(null, NEW);
    scene.submit();
    scene.update(LISTED, null);
    assertEquals("closed", scene.gitHub.state(1));
    scene.assertView(ProposalState.IN_PROGRESS, List.of(NEW));
    assertTrue(scene.submit().endsWith("/pulls/2"));
    assertEquals(HEADER + NEW_LINE, scene.local.file(scene.local.pushed(BRANCH), ITALY.path()));
  }

  @Test
  void aChangeAfterTheMergeBeginsAnew() {
    scene.update(null, NEW);
    scene.submit();
    scene.gitHub.resolve(1, true);
    scene.update(LISTED, null);
    scene.assertView(ProposalState.IN_PROGRESS, List.of());
    assertFalse(scene.gitHub.asked.contains("PATCH /repos/origin/test-lists/pulls/1"));
  }

  @Test
  void withoutClosingThePullRequestNothingChanges() {
    scene.update(null, NEW);
    scene.submit();
    scene.gitHub.failing = "PATCH";
    scene.assertRefused("err_cannot_close_pr", change(LISTED, null));
    scene.gitHub.failing = "";
    scene.assertView(ProposalState.PR_OPEN, List.of(LISTED, NEW));
    scene.gitHub.resolve(1, false);
    scene.pass(Duration.ofSeconds(11));
    scene.assertView(ProposalState.CLEAN, List.of(LISTED));
  }

  @Test
  void aCrashWhileAPullRequestIsTakenBackLosesNoChange() throws Exception {
    scene.update(null, NEW);
    scene.submit();
    scene.execute("update test_list_proposal set is_closing = true");
    scene.gitHub.resolve(1, false);
    scene.pass(Duration.ofSeconds(11));
    scene.assertView(ProposalState.IN_PROGRESS, List.of(LISTED, NEW));
  }

  @Test
  void aPullRequestThatNobodyRemembersIsReplaced() throws Exception {
    scene.gitHub.open("bot:user-contribution/another");
    scene.gitHub.open("bot:" + BRANCH);
    scene.update(null, NEW);
    assertTrue(scene.submit().endsWith("/pulls/3"));
    assertEquals("open", scene.gitHub.state(1));
    assertEquals("closed", scene.gitHub.state(2));
  }

  @Test
  void whatWasNotSubmittedIsNotCalledSo() throws Exception {
    scene.update(null, NEW);
    for (int status : new int[] {500, 200, 302, 403, 422}) {
      scene.gitHub.failing = "POST";
      scene.gitHub.failure = status;
      assertEquals("err_cannot_propose_changes", scene.submissionRefusal());
    }
    scene.gitHub.failing = "";
    scene.gitHub.isMalformed = true;
    assertEquals("err_invalid_pr_state", scene.submissionRefusal());
    scene.gitHub.isMalformed = false;
    Path hidden = scene.local.place("bot").resolveSibling("hidden");
    Files.move(scene.local.place("bot"), hidden);
    assertEquals("err_cannot_propose_changes", scene.submissionRefusal());
    scene.assertView(ProposalState.IN_PROGRESS, List.of(LISTED, NEW));
    Files.move(hidden, scene.local.place("bot"));
    assertTrue(scene.submit().endsWith("/pulls/1"));
  }

  @Test
  void gitHubAwayKeepsTheReviewOpenAndNonsenseIsSaidToBe() {
    scene.update(null, NEW);
    scene.submit();
    scene.pass(Duration.ofSeconds(11));
    scene.gitHub.failing = "GET";
    scene.assertView(ProposalState.PR_OPEN, List.of(LISTED, NEW));
    scene.assertRefused("err_cannot_close_pr", change(LISTED, null));
    scene.gitHub.failing = "";
    scene.gitHub.isMalformed = true;
    scene.pass(Duration.ofSeconds(11));
    ChangeRefused refused =
        assertThrows(ChangeRefused.class, () -> scene.proposals.view(ACCOUNT, ITALY));
    assertEquals("err_invalid_pr_state", refused.code());
    scene.assertRefused("err_invalid_pr_state", change(LISTED, null));
  }
}
