// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Reads the settings that say where feeds are. */
final class Sources {

  private Sources() {}

  /**
   * A location out of a setting: an address, or the absolute path of a file.
   *
   * @throws FeedRefused when it is neither
   */
  static URI uri(String setting) throws FeedRefused {
    if (setting.startsWith("/")) {
      return Path.of(setting).toUri();
    }
    try {
      URI uri = new URI(setting);
      if (uri.getScheme() == null || uri.getPath() == null) {
        throw new FeedRefused(FeedRefused.Reason.BLOCKED);
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new FeedRefused(FeedRefused.Reason.BLOCKED, e);
    }
  }
}
