// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * What a check found.
 *
 * @param level how bad it is
 * @param id short name for machines, such as {@code database.unreachable}
 * @param message for people, public: never a host, a user or a statement
 */
record Finding(Level level, String id, String message) {

  /** The levels of Dockerflow, and those of the log that go with them. */
  public enum Level {
    /** All is well. */
    OK(0, Logger.Level.DEBUG),
    /** Worth knowing. */
    INFO(20, Logger.Level.INFO),
    /** Somebody should look. */
    WARNING(30, Logger.Level.WARN),
    /** The backend does not do all of its work. */
    ERROR(40, Logger.Level.ERROR),
    /** What the backend promises is in danger. */
    CRITICAL(50, Logger.Level.FATAL);

    private final int number;
    private final Logger.Level logged;

    Level(int number, Logger.Level logged) {
      this.number = number;
      this.logged = logged;
    }

    int number() {
      return number;
    }

    Logger.Level logged() {
      return logged;
    }

    String status() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The worst of them; all is well when there are none. */
    static Level worst(List<Level> levels) {
      return levels.stream().max(Level::compareTo).orElse(OK);
    }
  }

  /** Worth knowing. */
  public static Finding info(String id, String message) {
    return new Finding(Level.INFO, id, message);
  }

  /** Somebody should look. */
  public static Finding warning(String id, String message) {
    return new Finding(Level.WARNING, id, message);
  }

  /** The backend does not do all of its work. */
  public static Finding error(String id, String message) {
    return new Finding(Level.ERROR, id, message);
  }

  /** What the backend promises is in danger. */
  public static Finding critical(String id, String message) {
    return new Finding(Level.CRITICAL, id, message);
  }
}
