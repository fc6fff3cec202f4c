// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.accept.AcceptLog;
import org.ooni.backend.accept.AcceptLogUnavailable;
import org.ooni.backend.accept.Backlog;

/**
 * Submissions can be made durable, and what was acknowledged does not wait long for the database.
 */
@ApplicationScoped
class AcceptLogCheck implements Check {

  @Inject AcceptLog acceptLog;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "HEARTBEAT_BACKLOG_AGE")
  Duration longestWait;

  @Override
  public String name() {
    return "accept_log";
  }

  @Override
  public List<Finding> check() {
    try {
      Backlog backlog = acceptLog.backlog();
      boolean late =
          backlog
              .oldest()
              .map(oldest -> oldest.plus(longestWait).isBefore(clock.instant()))
              .orElse(false);
      return late
          ? List.of(
              Finding.warning(
                  "accept_log.backlog",
                  backlog.entries() + " measurements wait for the database, some for long"))
          : List.of();
    } catch (AcceptLogUnavailable e) {
      return List.of(
          Finding.critical(
              "accept_log.closed", "submissions are refused: the accept log is not usable"));
    }
  }
}
