// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.ooni.backend.rollup.Rollups;

/**
 * Has the rollups follow what is written, as the server does where one runs: with millions of
 * differences waiting they would be added much slower. When it fails they lag behind and nothing is
 * lost.
 */
final class Charts {

  private static final int EVERY = 20_000;
  private static final int AT_ONCE = 20_000;

  private final Optional<Rollups> rollups;
  private final AtomicLong written = new AtomicLong();

  /**
   * Of a database.
   *
   * @param database nothing when no rows are written
   */
  Charts(Optional<DataSource> database) {
    this.rollups = database.map(source -> new Rollups(source, Duration.ZERO));
  }

  /** So many rows were written. */
  void follow(int rows) {
    long before = written.getAndAdd(rows);
    if (before / EVERY != (before + rows) / EVERY) {
      drain();
    }
  }

  /**
   * Adds all that waits, unless somebody else is at it.
   *
   * @return whether nothing failed
   */
  boolean drain() {
    if (rollups.isEmpty()) {
      return true;
    }
    try {
      while (rollups.get().drain(AT_ONCE).orElse(0) == AT_ONCE) {
        continue;
      }
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
