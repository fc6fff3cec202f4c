// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

import java.time.Instant;
import java.util.Optional;

/**
 * What holds for an account now, whatever its tokens say.
 *
 * @param role that it has
 * @param expunged when all its sessions were ended, in whole seconds; absent when they never were
 */
public record Standing(Role role, Optional<Instant> expunged) {

  /** That of an account nobody has decided anything about. */
  static final Standing ORDINARY = new Standing(Role.USER, Optional.empty());

  /**
   * Whether a token is of before the end of all sessions. One of the very same second is taken for
   * older, for its time has no finer part.
   */
  public boolean hasEnded(Instant issued) {
    return expunged.filter(end -> !issued.isAfter(end)).isPresent();
  }
}
