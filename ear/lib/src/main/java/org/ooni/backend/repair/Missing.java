// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.repair;

import java.util.Locale;

/**
 * A step that was not taken.
 *
 * @param what the measurement, the object or the hour
 * @param why one line without any of a measurement's content
 */
public record Missing(Step step, String what, String why) {

  /** The steps, in the order in which a measurement takes them. */
  public enum Step {
    /** Acknowledged, and not in the database: nothing but its accept log can help. */
    STORED,
    /** In the database or the archive without a verdict: it is scored once more. */
    JUDGED,
    /** Set aside because it could not be archived: it is tried again. */
    ARCHIVED,
    /** A can that failed and waits: it does not wait any longer. */
    RETRIED,
    /** An object whose lines are not all in the index: they are indexed once more. */
    INDEXED;

    /** As people and programs read it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
