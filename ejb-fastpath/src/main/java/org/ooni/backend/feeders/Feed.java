// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.time.Duration;
import java.util.List;

/** Something that is fetched from others. Adding one is a class that implements this. */
interface Feed {

  /** Its name in the table, the metrics and the heartbeat: lower case, with underscores. */
  String name();

  /** Whether it is configured. */
  boolean isOn();

  /** How long after a success it is fetched again. */
  Duration interval();

  /** Where its parts are now. */
  List<Location> locations() throws FeedRefused;

  /**
   * Reads and checks the parts; changes nothing.
   *
   * @throws FeedRefused when they are not what they should be
   */
  Content read(List<Part> parts) throws FeedRefused;

  /** Whether this node lacks what an earlier run is known to have fetched. */
  default boolean isMissing() {
    return false;
  }

  /** Told on each node when new content is in use. */
  default void changed() {}
}
