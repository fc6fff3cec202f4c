// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ooni.backend.testlistproposals.ProposalScene.ACCOUNT;
import static org.ooni.backend.testlistproposals.ProposalScene.BRANCH;
import static org.ooni.backend.testlistproposals.ProposalScene.HEADER;
import static org.ooni.backend.testlistproposals.ProposalScene.ITALY;
import static org.ooni.backend.testlistproposals.ProposalScene.LISTED;
import static org.ooni.backend.testlistproposals.ProposalScene.NEW;
import static org.ooni.backend.testlistproposals.ProposalScene.NEW_LINE;
import static org.ooni.backend.testlistproposals.ProposalScene.change;
import static org.ooni.backend.testlistproposals.ProposalScene.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.problem.Unavailable;

class ProposalChangesTest {

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
  void changesThatCannotBeMadeAreRefused() {
    scene.assertRefused("err_no_proposed_changes", change(null, null));
    scene.assertRefused("err_no_proposed_changes", change(LISTED, LISTED));
    scene.assertRefused("err_bad_url", change(null, entry("https://b.it")));
    scene.assertRefused("err_duplicate_url", change(null, entry(LISTED.url())));
    scene.assertRefused("err_duplicate_url", change(null, entry("https://g.org/")));
    scene.assertRefused("err_duplicate_url", change(LISTED, entry("https://g.org/")));
    scene.assertRefused("err_cannot_update_list", change(NEW, null));
    scene.assertRefused("err_cannot_update_list", change(entry(LISTED.url()), NEW));
    Change nowhere = new Change(ListName.of("zz"), Optional.empty(), Optional.of(NEW), "");
    scene.assertRefused("err_cannot_update_list", nowhere);
    assertEquals("err_no_proposed_changes", scene.submissionRefusal());
    scene.assertView(ProposalState.CLEAN, List.of(LISTED));
    // a global list may have what a country has
    scene.proposals.update(
        ACCOUNT,
        new Change(ListName.GLOBAL, Optional.empty(), Optional.of(entry(LISTED.url())), ""));
  }

  @Test
  void whatIsUndoneIsNoChange() {
    ListedUrl other = new ListedUrl(LISTED.url(), "GRP", LISTED.dateAdded(), "me", "");
    scene.update(null, NEW);
    scene.update(NEW, null);
    scene.assertView(ProposalState.CLEAN, List.of(LISTED));
    scene.update(LISTED, other);
    scene.update(other, LISTED);
    scene.assertView(ProposalState.CLEAN, List.of(LISTED));
    scene.update(LISTED, null);
    scene.update(null, other);
    assertEquals(
        List.of(change(LISTED, other)), scene.proposals.view(ACCOUNT, ITALY).changes().list());
  }

  @Test
  void whatOthersPublishInTheMeantimeStays() throws Exception {
    scene.update(null, NEW);
    String others = "https://c.it/,GRP,Social Networking,2026-11-22,other,\n";
    ObjectId later = scene.local.publish(Map.of(ITALY.path(), HEADER + others));
    scene.pass(Duration.ofMinutes(6));
    scene.submit();
    RevCommit pushed = scene.local.pushed(BRANCH);
    assertEquals(later, pushed.getParent(0));
    assertEquals(HEADER + others + NEW_LINE, scene.local.file(pushed, ITALY.path()));
  }

  @Test
  void whatWasFetchedLastServesWhileTheOriginIsAway() throws Exception {
    scene.assertView(ProposalState.CLEAN, List.of(LISTED));
    Files.move(scene.local.place("origin"), scene.local.place("origin").resolveSibling("hidden"));
    scene.pass(Duration.ofMinutes(6));
    scene.assertView(ProposalState.CLEAN, List.of(LISTED));
    scene.restart();
    scene.assertView(ProposalState.CLEAN, List.of(LISTED));
  }

  @Test
  void anUnknownCountryHasNoList() {
    assertEquals(Optional.empty(), scene.proposals.view(ACCOUNT, ListName.of("zz")).list());
  }

  @Test
  void whatIsNotConfiguredIsNamed() {
    scene.update(null, NEW);
    scene.local.settings().token = Optional.empty();
    Unavailable noToken = assertThrows(Unavailable.class, () -> scene.submit());
    assertTrue(noToken.getMessage().contains("GITHUB_TOKEN"));
    scene.local.settings().source = Optional.empty();
    Unavailable noSource =
        assertThrows(Unavailable.class, () -> scene.proposals.view(ACCOUNT, ITALY));
    assertTrue(noSource.getMessage().contains("TEST_LIST_REPOSITORY"));
  }

  @Test
  void whoWaitsForAnotherChangeForTooLongIsSentAway() throws Exception {
    scene.update(null, NEW);
    try (Connection other = scene.postgres.application().getConnection();
        Statement lock = other.createStatement()) {
      other.setAutoCommit(false);
      lock.execute("select 1 from test_list_proposal for update");
      assertThrows(Unavailable.class, () -> scene.submit());
      other.rollback();
    }
    scene.submit();
  }
}
