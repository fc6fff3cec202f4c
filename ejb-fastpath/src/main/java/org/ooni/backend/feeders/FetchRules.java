// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What may be fetched, and how long and how much. */
@Dependent
class FetchRules {

  @Inject
  @ConfigProperty(name = "FEED_SCHEMES")
  Set<String> schemes;

  @Inject
  @ConfigProperty(name = "FEED_PRIVATE_ADDRESSES")
  boolean privateAddresses;

  @Inject
  @ConfigProperty(name = "FEED_CONNECT_TIMEOUT")
  Duration connectTimeout;

  @Inject
  @ConfigProperty(name = "FEED_READ_TIMEOUT")
  Duration readTimeout;

  @Inject
  @ConfigProperty(name = "FEED_TOTAL_TIMEOUT")
  Duration totalTimeout;

  @Inject
  @ConfigProperty(name = "FEED_MAXIMUM_BYTES")
  int maximumBytes;

  @Inject
  @ConfigProperty(name = "FEED_RETRY")
  Duration retry;
}
