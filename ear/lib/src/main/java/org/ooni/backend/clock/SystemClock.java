// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Makes the system's clock injectable; all times are UTC. */
@ApplicationScoped
public class SystemClock {

  /** The system's clock in UTC, with microseconds. */
  @Produces
  Clock clock() {
    return Clock.systemUTC();
  }
}
