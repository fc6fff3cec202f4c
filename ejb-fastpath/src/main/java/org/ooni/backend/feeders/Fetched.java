// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.util.Optional;

/**
 * The answer for one location.
 *
 * @param part what is there; empty when it is unchanged and was not sent, or is not there at all
 * @param validator by which the next fetch asks whether it has changed
 * @param unchanged whether it is what it was before
 */
record Fetched(Optional<Part> part, String validator, boolean unchanged) {

  /** The validator of what is not there. */
  static final String ABSENT = "absent";

  static Fetched absent(String before) {
    return new Fetched(Optional.empty(), ABSENT, before.equals(ABSENT));
  }

  static Fetched unchanged(String validator) {
    return new Fetched(Optional.empty(), validator, true);
  }

  static Fetched of(Part part, String validator, String before) {
    return new Fetched(Optional.of(part), validator, validator.equals(before));
  }

  boolean isAbsent() {
    return validator.equals(ABSENT);
  }
}
