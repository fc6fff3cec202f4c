// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import java.util.Locale;

/**
 * What a check found.
 *
 * @param level how bad it is
 * @param id short name for machines, such as {@code database.unreachable}; empty when all is well
 * @param message for people, public
 */
record Finding(Level level, String id, String message) {

  /** The levels of Dockerflow that are used here. */
  public enum Level {
    /** All is well. */
    OK(0),
    /** Somebody should look. */
    WARNING(30),
    /** The backend does not do all of its work. */
    ERROR(40);

    private final int number;

    Level(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    String status() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All is well. */
  public static Finding ok() {
    return new Finding(Level.OK, "", "");
  }

  /** Somebody should look. */
  public static Finding warning(String id, String message) {
    return new Finding(Level.WARNING, id, message);
  }

  /** The backend does not do all of its work. */
  public static Finding error(String id, String message) {
    return new Finding(Level.ERROR, id, message);
  }
}
