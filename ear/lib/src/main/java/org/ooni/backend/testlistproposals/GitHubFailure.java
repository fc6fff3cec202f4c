// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

/** GitHub did not do what it was asked for, or did not say so in a form that is understood. */
final class GitHubFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** What is wrong with GitHub's answer. */
  enum Kind {
    /** There is none, or it says that something failed. */
    FAILED,
    /** A pull request of the same branch is open already. */
    ALREADY_OPEN,
    /** It is not of the form that GitHub's answers have. */
    MALFORMED
  }

  private final Kind kind;

  GitHubFailure(Kind kind, String text) {
    this(kind, text, null);
  }

  GitHubFailure(Kind kind, String text, Throwable cause) {
    super(text, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
