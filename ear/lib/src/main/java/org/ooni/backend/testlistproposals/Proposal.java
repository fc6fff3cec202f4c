// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import java.util.Optional;

/**
 * What an account proposes, and how far that is.
 *
 * @param pullRequest number of the pull request in review
 * @param isClosing whether this backend set out to close it, to go on with its changes
 */
record Proposal(
    ProposalState state, Optional<Integer> pullRequest, boolean isClosing, Changes changes) {

  static final Proposal NONE =
      new Proposal(ProposalState.CLEAN, Optional.empty(), false, Changes.NONE);

  /** With changes that were not submitted. */
  static Proposal of(Changes changes) {
    return changes.list().isEmpty()
        ? NONE
        : new Proposal(ProposalState.IN_PROGRESS, Optional.empty(), false, changes);
  }

  /** In review. */
  Proposal submitted(int number) {
    return new Proposal(ProposalState.PR_OPEN, Optional.of(number), false, changes);
  }

  /** Whether this backend sets out to close its pull request. */
  Proposal closing(boolean sets) {
    return new Proposal(state, pullRequest, sets, changes);
  }

  boolean isInReview() {
    return state == ProposalState.PR_OPEN;
  }
}
