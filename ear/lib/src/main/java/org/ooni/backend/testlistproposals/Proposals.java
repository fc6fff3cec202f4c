// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.ChangeRefused;
import org.ooni.backend.problem.Unavailable;
import org.ooni.backend.session.AccountId;
import org.ooni.backend.testlistproposals.ProposalTable.Outcome;
import org.ooni.backend.testlistproposals.PullRequests.Fate;

/**
 * What people propose to change in the test lists (probe services, section 9): an account collects
 * changes, submits them as one pull request, and begins anew once that was merged or rejected. A
 * change during the review takes the pull request back first.
 */
@ApplicationScoped
public class Proposals {

  /** Changes that one account may collect. */
  public static final int MOST_CHANGES = 1000;

  private static final Logger LOG = Logger.getLogger(Proposals.class);
  private static final Duration CHECK_AGE = Duration.ofSeconds(10);
  private static final String TITLE = "Contribution from test-lists.ooni.org";

  @Inject PublishedLists published;
  @Inject ProposalTable table;
  @Inject PullRequests pullRequests;
  @Inject ProposedBranch branch;
  @Inject Clock clock;

  /**
   * What an account sees.
   *
   * @param list with its changes; nothing when there is no such list
   * @param page address of the pull request in review, for people
   */
  public record View(
      Optional<List<ListedUrl>> list,
      Changes changes,
      ProposalState state,
      Optional<String> page) {}

  /**
   * Shows a list to an account.
   *
   * @throws ChangeRefused when GitHub's answer about the pull request is not understood
   * @throws Unavailable when the lists or the database are away
   */
  public View view(AccountId account, ListName name) {
    ObjectId commit = published.current();
    Proposal proposal = checked(account);
    return new View(
        lists(commit, proposal).list(name).map(UrlList::entries),
        proposal.changes(),
        proposal.state(),
        proposal.pullRequest().map(pullRequests::pageAddress));
  }

  /**
   * Adds a change to what an account proposes.
   *
   * @throws ChangeRefused when it cannot be made
   * @throws Unavailable when the lists or the database are away, or another change is under way
   */
  public void update(AccountId account, Change change) {
    change.fresh().ifPresent(EntryRules::check);
    if (change.isNothing()) {
      throw new ChangeRefused("err_no_proposed_changes", "The change changes nothing");
    }
    ObjectId commit = published.current();
    boolean inReview =
        table.change(account, clock.instant(), proposal -> begun(proposal, change, commit));
    if (!inReview) {
      return;
    }
    // whoever looks from here on, after a crash too, takes a closed pull request for one of ours
    Optional<ChangeRefused> refused =
        table.change(account, clock.instant(), proposal -> taken(proposal, change, commit));
    if (refused.isPresent()) {
      throw refused.get();
    }
  }

  /**
   * Submits what an account proposes; once more when it did already, to the same effect.
   *
   * @return address of the pull request in GitHub's interface
   * @throws ChangeRefused when there is nothing to submit, or GitHub does not take it
   * @throws Unavailable when the lists or the database are away, or another change is under way
   */
  public String submit(AccountId account) {
    ObjectId commit = published.current();
    int number =
        table.change(account, clock.instant(), proposal -> submitted(account, proposal, commit));
    LOG.infof("test list proposal submitted account=%s pull_request=%d", account, number);
    return pullRequests.apiAddress(number);
  }

  /** With the change, or about to be taken out of review for it: then the answer is true. */
  private Outcome<Boolean> begun(Proposal found, Change change, ObjectId commit) {
    Proposal proposal = settled(found, "err_cannot_close_pr");
    Proposal changed = changed(proposal, change, commit);
    return proposal.isInReview()
        ? new Outcome<>(proposal.closing(true), true)
        : new Outcome<>(changed, false);
  }

  private Outcome<Optional<ChangeRefused>> taken(Proposal found, Change change, ObjectId commit) {
    if (found.isInReview()) {
      try {
        pullRequests.close(found.pullRequest().orElseThrow());
      } catch (GitHubFailure e) {
        ChangeRefused refused =
            new ChangeRefused(
                "err_cannot_close_pr", "The pull request in review cannot be closed", e);
        return new Outcome<>(found.closing(false), Optional.of(refused));
      }
    }
    return new Outcome<>(changed(found, change, commit), Optional.empty());
  }

  private Proposal changed(Proposal proposal, Change change, ObjectId commit) {
    lists(commit, proposal).check(change);
    Changes changes = proposal.changes().plus(change);
    if (changes.list().size() > MOST_CHANGES) {
      throw new ChangeRefused(
          "err_cannot_update_list", "At most " + MOST_CHANGES + " changes: submit these first");
    }
    return Proposal.of(changes);
  }

  private Outcome<Integer> submitted(AccountId account, Proposal found, ObjectId commit) {
    Proposal proposal = settled(found, "err_cannot_propose_changes");
    if (proposal.isInReview()) {
      return new Outcome<>(proposal, proposal.pullRequest().orElseThrow());
    }
    Map<String, String> files = lists(commit, proposal).files();
    if (files.isEmpty()) {
      throw new ChangeRefused("err_no_proposed_changes", "There is nothing to submit");
    }
    try {
      branch.push(account, commit, files, message(proposal.changes()));
      int number = pullRequests.open(account);
      return new Outcome<>(proposal.submitted(number), number);
    } catch (IOException e) {
      throw new ChangeRefused("err_cannot_propose_changes", "The changes cannot be pushed", e);
    } catch (GitHubFailure e) {
      throw refusal(e, "err_cannot_propose_changes");
    }
  }

  /** The proposal as it is now; the pull request is asked about at most every ten seconds. */
  private Proposal checked(AccountId account) {
    Proposal proposal = table.find(account);
    Instant now = clock.instant();
    if (!proposal.isInReview() || !table.claimCheck(account, now, now.minus(CHECK_AGE))) {
      return proposal;
    }
    try {
      int number = proposal.pullRequest().orElseThrow();
      Fate fate = pullRequests.fate(number);
      return fate == Fate.OPEN
          ? proposal
          : table.change(account, now, found -> forgotten(found, number, fate));
    } catch (GitHubFailure e) {
      if (e.kind() == GitHubFailure.Kind.MALFORMED) {
        throw refusal(e, "err_invalid_pr_state");
      }
      LOG.warnf(e, "state of pull request not known account=%s", account);
      return proposal;
    }
  }

  private static Outcome<Proposal> forgotten(Proposal found, int number, Fate fate) {
    boolean same = found.pullRequest().equals(Optional.of(number));
    Proposal now = same ? after(found, fate) : found;
    return new Outcome<>(now, now);
  }

  private Proposal settled(Proposal proposal, String code) {
    if (!proposal.isInReview()) {
      return proposal;
    }
    try {
      return after(proposal, pullRequests.fate(proposal.pullRequest().orElseThrow()));
    } catch (GitHubFailure e) {
      throw refusal(e, code);
    }
  }

  /** What this backend closed without finishing its change goes on; what others closed is over. */
  private static Proposal after(Proposal proposal, Fate fate) {
    return switch (fate) {
      case OPEN -> proposal;
      case MERGED -> Proposal.NONE;
      case CLOSED -> proposal.isClosing() ? Proposal.of(proposal.changes()) : Proposal.NONE;
    };
  }

  private static ChangeRefused refusal(GitHubFailure e, String code) {
    return e.kind() == GitHubFailure.Kind.MALFORMED
        ? new ChangeRefused(
            "err_invalid_pr_state", "GitHub's answer about the pull request is not understood", e)
        : new ChangeRefused(code, "GitHub does not do what it is asked for; try again later", e);
  }

  private ProposedLists lists(ObjectId commit, Proposal proposal) {
    return new ProposedLists(published, commit, proposal.changes());
  }

  private static String message(Changes changes) {
    return changes.list().stream()
        .map(change -> "- %s %s: %s".formatted(change.list(), change.url(), change.comment()))
        .collect(Collectors.joining("\n", TITLE + "\n\n", "\n"));
  }
}
