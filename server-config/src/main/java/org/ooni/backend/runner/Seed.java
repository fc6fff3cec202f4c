// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an empty database is filled with.
 *
 * @param file a file of rows and objects; absent for the small set that comes with the runner
 */
public record Seed(Optional<Path> file) {

  /** The small set of hand-written measurements. */
  public static Seed demo() {
    return new Seed(Optional.empty());
  }

  /** The rows of a file. */
  public static Seed of(Path file) {
    return new Seed(Optional.of(file));
  }
}
