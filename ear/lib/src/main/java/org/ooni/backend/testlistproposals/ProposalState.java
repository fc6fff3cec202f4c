// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

/** How far the proposal of an account is; the names are those of the interface. */
public enum ProposalState {
  /** Nothing is proposed. */
  CLEAN,
  /** There are changes that were not submitted. */
  IN_PROGRESS,
  /** The changes are in review. */
  PR_OPEN
}
