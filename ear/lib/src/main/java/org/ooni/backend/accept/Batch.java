// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import org.ooni.backend.measurement.MeasurementUid;

/**
 * A range of the log, the content of one message of the queue: a hint that there is work to do,
 * while the log is the truth.
 *
 * @param first the smallest uid
 * @param last the largest uid
 */
public record Batch(MeasurementUid first, MeasurementUid last) {

  /** Name of the queue, as the server binds it. */
  public static final String QUEUE = "java:/jms/queue/measurements";

  /** The message's text. */
  public String toText() {
    return first + " " + last;
  }

  /**
   * Reads a message's text.
   *
   * @throws IllegalArgumentException when it is not one that {@link #toText} wrote
   */
  public static Batch parse(String text) {
    int blank = text.indexOf(' ');
    if (blank < 0) {
      throw new IllegalArgumentException("not a batch");
    }
    return new Batch(
        new MeasurementUid(text.substring(0, blank)),
        new MeasurementUid(text.substring(blank + 1)));
  }
}
