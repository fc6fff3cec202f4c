// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.net.URI;
import java.util.Optional;

/**
 * The answer for one location.
 *
 * @param uri where it was found, or not found
 * @param part what is there; empty when it is unchanged and was not sent, or is not there at all
 * @param validator by which the next fetch asks whether it has changed
 * @param unchanged whether it is what it was before
 */
record Fetched(URI uri, Optional<Part> part, String validator, boolean unchanged) {

  /** The validator of what is not there. */
  static final String ABSENT = "absent";

  static Fetched absent(URI uri, String before) {
    return new Fetched(uri, Optional.empty(), ABSENT, before.equals(ABSENT));
  }

  static Fetched unchanged(URI uri, String validator) {
    return new Fetched(uri, Optional.empty(), validator, true);
  }

  static Fetched of(URI uri, Part part, String validator, String before) {
    return new Fetched(uri, Optional.of(part), validator, validator.equals(before));
  }

  boolean isAbsent() {
    return validator.equals(ABSENT);
  }
}
