// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.ooni.backend.accept.AcceptLog;
import org.ooni.backend.accept.AcceptLogUnavailable;
import org.ooni.backend.accept.Acknowledgement;
import org.ooni.backend.accept.Submission;
import org.ooni.backend.flow.FlowCounters;
import org.ooni.backend.flow.FlowCounters.Stage;
import org.ooni.backend.problem.Unavailable;

/** The last step of each submission: it is made durable and counted, or refused. */
@ApplicationScoped
class Acceptance {

  private static final int RETRY_AFTER_LEAST = 60;
  private static final int RETRY_AFTER_MOST = 300;

  @Inject AcceptLog acceptLog;
  @Inject FlowCounters counters;

  /**
   * Returns when the submission is durable.
   *
   * @throws Refusal when it is not
   */
  Acknowledgement append(Submission submission) {
    try {
      Acknowledgement answer = acceptLog.append(submission);
      counters.count(answer.retry() ? Stage.DUPLICATE : Stage.ACCEPTED);
      return answer;
    } catch (AcceptLogUnavailable e) {
      throw new Refusal(
          e.reason().name().toLowerCase(Locale.ROOT),
          new Unavailable(
              // spread out, so that the probes of an outage do not come back all at once
              Duration.ofSeconds(
                  ThreadLocalRandom.current().nextInt(RETRY_AFTER_LEAST, RETRY_AFTER_MOST)),
              "Measurements cannot be stored at the moment. Keep it and send it again later.",
              e));
    }
  }
}
