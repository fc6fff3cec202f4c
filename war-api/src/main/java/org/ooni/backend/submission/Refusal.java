// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Problem;

/** A submission that is not stored: why, as a counter's label, and what the client is told. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String reason;
  private final Problem problem;

  Refusal(String reason, Problem problem) {
    super(reason, problem, false, false);
    this.reason = reason;
    this.problem = problem;
  }

  /** A body or id that cannot be understood, in the words that clients know. */
  static Refusal incorrectFormat(String reason, String message) {
    return new Refusal(reason, new BadRequest(reason, message, "Incorrect format"));
  }

  /** Id and content speak of different probes or nettests. */
  static Refusal inconsistent(String reason, String message) {
    return new Refusal(reason, new BadRequest(reason, message, "Inconsistent measurement"));
  }

  /** The content's description of the probe is not usable. */
  static Refusal metadata(String reason, String message) {
    return new Refusal(reason, new BadRequest(reason, message));
  }

  String reason() {
    return reason;
  }

  Problem problem() {
    return problem;
  }
}
