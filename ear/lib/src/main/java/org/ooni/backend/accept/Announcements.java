// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides which batches become messages now. While a message is being worked on, batches are held
 * back and grow together, so that the cost of a message and of a transaction falls as the load
 * rises; when the worker is through, what was held back goes at once. What has grown large goes
 * without waiting, to another worker.
 */
final class Announcements {

  /** As many rows as one transaction writes cheaply; larger ones would only wait longer. */
  private static final int LARGE = 256;

  private final Predicate<Batch> sender;
  private final Deque<Held> held = new ArrayDeque<>();
  private int sent;

  /**
   * What waits for its message.
   *
   * @param mayGrow whether the next batch of the log's writer begins where this one ends
   */
  private record Held(Batch batch, int measurements, boolean mayGrow) {

    boolean isFollowedBy(Held next) {
      return mayGrow && next.mayGrow && measurements + next.measurements <= LARGE;
    }

    Held followedBy(Held next) {
      return new Held(
          new Batch(batch.first(), next.batch.last()), measurements + next.measurements, true);
    }
  }

  /**
   * @param sender makes a message of a batch; false when it could not
   */
  Announcements(Predicate<Batch> sender) {
    this.sender = sender;
  }

  /** The next batch that the log's writer has made durable. */
  synchronized void add(Batch batch, int measurements) {
    hold(new Held(batch, measurements, true));
    sendWhatMayGo();
  }

  /** Batches that are in the log and in no message. */
  synchronized void addAgain(List<Batch> batches) {
    batches.forEach(batch -> hold(new Held(batch, LARGE, false)));
    sendWhatMayGo();
  }

  /** A message was worked on, whatever came of it. */
  synchronized void finished() {
    // not below nothing: messages that were given up may come to their end after all
    sent = Math.max(0, sent - 1);
    sendWhatMayGo();
  }

  /** Batches that are not finished. */
  synchronized int outstanding() {
    return sent + held.size();
  }

  /** Gives up on all of them; the sweep finds what they spoke of. */
  synchronized void forget() {
    sent = 0;
    held.clear();
  }

  private void hold(Held next) {
    Held last = held.peekLast();
    if (last != null && last.isFollowedBy(next)) {
      held.removeLast();
      held.addLast(last.followedBy(next));
      return;
    }
    held.addLast(next);
  }

  /** One that may still grow goes only when nobody works; it is the last one, if there is any. */
  private void sendWhatMayGo() {
    while (!held.isEmpty() && (sent == 0 || !isGrowing())) {
      if (!sender.test(held.removeFirst().batch())) {
        // the broker does not take messages: nothing is left behind that the sweep would not see
        held.clear();
        return;
      }
      sent++;
    }
  }

  private boolean isGrowing() {
    Held first = held.peekFirst();
    return held.size() == 1 && first.mayGrow() && first.measurements() < LARGE / 2;
  }
}
