// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ooni.backend.measurement.MeasurementUid;

/**
 * Decides which batches become messages now. While a message is being worked on, batches are held
 * back and grow together, so that the cost of a message and of a transaction falls as the load
 * rises; when the worker is through, what was held back goes at once. What has grown large goes
 * without waiting, to another worker.
 */
final class Announcements {

  /** As many rows as one transaction writes cheaply; larger ones would only wait longer. */
  private static final int LARGE = 256;

  /** Of large batches, about what two cores commit in half a second. */
  private static final int MANY = 6;

  private final Predicate<Batch> sender;
  private final Deque<Held> held = new ArrayDeque<>();
  private final List<Batch> sent = new ArrayList<>();
  private boolean resting;

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

  /**
   * The next batch that the log's writer has made durable.
   *
   * @return whether so much waits that the writer does well to leave the processor to others
   */
  synchronized boolean add(Batch batch, int measurements) {
    if (resting) {
      return false;
    }
    hold(new Held(batch, measurements, true));
    sendWhatMayGo();
    return outstanding() > MANY;
  }

  /** Batches that are in the log and in no message. */
  synchronized void addAgain(List<Batch> batches) {
    resting = false;
    batches.forEach(batch -> hold(new Held(batch, LARGE, false)));
    sendWhatMayGo();
  }

  /**
   * A message was worked on.
   *
   * @param inVain whether it could not be, so that others could not be either: nothing more is
   *     announced until the sweep comes back to what is in the log
   */
  synchronized void finished(Batch batch, boolean inVain) {
    sent.remove(batch);
    if (inVain) {
      resting = true;
      held.clear();
    }
    sendWhatMayGo();
  }

  /** Batches that are not finished. */
  synchronized int outstanding() {
    return sent.size() + held.size();
  }

  /** Whether work was in vain, and nothing was announced again since. */
  synchronized boolean isResting() {
    return resting;
  }

  /** Where the first of the batches that are not finished begins. */
  synchronized Optional<MeasurementUid> oldest() {
    return Stream.concat(sent.stream(), held.stream().map(Held::batch))
        .map(Batch::first)
        .min(Comparator.comparing(MeasurementUid::text));
  }

  /** Gives up on all of them; the sweep finds what they spoke of. */
  synchronized void forget() {
    sent.clear();
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
    while (!held.isEmpty() && (sent.isEmpty() || !isGrowing())) {
      Batch next = held.removeFirst().batch();
      // before it is sent: it may be finished before the sending is
      sent.add(next);
      if (!sender.test(next)) {
        // the broker does not take messages: nothing is left behind that the sweep would not see
        sent.remove(next);
        held.clear();
      }
    }
  }

  private boolean isGrowing() {
    Held first = held.peekFirst();
    return held.size() == 1 && first.mayGrow() && first.measurements() < LARGE / 2;
  }
}
