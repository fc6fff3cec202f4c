// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.net.URI;
import java.util.Optional;

/**
 * Where a part of a feed is.
 *
 * @param uri of scheme http, https or file
 * @param otherwise where it is as long as it is not there
 * @param optional whether the feed is whole without it
 */
record Location(URI uri, Optional<URI> otherwise, boolean optional) {

  /** A part that must be there. */
  static Location needed(URI uri) {
    return new Location(uri, Optional.empty(), false);
  }

  /** A part that may be missing. */
  static Location optional(URI uri) {
    return new Location(uri, Optional.empty(), true);
  }
}
