// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import java.util.Map;

/**
 * How many measurements a log has taken, as it counts itself in the same write that makes them
 * durable.
 *
 * @param logId identity that the log gave itself when it was made
 * @param byHour how many by the hour of their uids, {@code yyyyMMddHH}; of the last weeks only
 */
public record AcceptedCounts(String logId, Map<String, Long> byHour) {

  /** Keeps a copy. */
  public AcceptedCounts {
    byHour = Map.copyOf(byHour);
  }
}
