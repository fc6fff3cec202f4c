// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ledger;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * What became of the measurements of an hour.
 *
 * @param hour UTC, {@code yyyyMMddHH}
 * @param accepted acknowledged, as the accept logs tell; nothing when none has told
 * @param duplicate of these the same bytes as another
 * @param scored bodies with a verdict
 * @param failed bodies with the verdict that they cannot be relied upon
 * @param unlisted bodies without a verdict by the rules
 * @param parked bodies set aside by the fastpath
 * @param unjudged bodies of which nobody knows what the fastpath made of them
 * @param waiting bodies that are not in the archive yet
 * @param setAside bodies that cannot be archived
 * @param archived bodies in objects that were read back
 * @param indexed lines of these objects that the index knows
 * @param countedAt when
 */
public record LedgerRow(
    String hour,
    OptionalLong accepted,
    long duplicate,
    long scored,
    long failed,
    long unlisted,
    long parked,
    long unjudged,
    long waiting,
    long setAside,
    long archived,
    long indexed,
    Instant countedAt) {

  /** Bodies that reached the database. */
  long stored() {
    return scored + failed + unlisted + parked + unjudged;
  }

  /** Acknowledged and not in the database: in an accept log, or lost. */
  public long notStored() {
    return accepted.isPresent() ? Math.max(0, accepted.getAsLong() - duplicate - stored()) : 0;
  }

  /** Stored, and neither archived nor on the way there; below 0 when archived more than once. */
  public long notArchived() {
    return stored() - waiting - setAside - archived;
  }

  /** Archived and not to be found by the index; below 0 when indexed more than once. */
  public long notIndexed() {
    return archived - indexed;
  }

  /** Whether nothing is missing and nothing waits. */
  public boolean isBalanced() {
    return notStored() == 0
        && unjudged == 0
        && waiting == 0
        && setAside == 0
        && notArchived() == 0
        && notIndexed() == 0;
  }
}
