// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.ooni.backend.measurement.MeasurementUid;

/**
 * Gives out the receive times that become part of uids. They only ever rise, by a microsecond at
 * least, even when the system's clock is set back: so two different bodies never get the same uid,
 * and the log's entries lie in the order in which they were accepted.
 */
final class UidClock {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSSSS").withZone(ZoneOffset.UTC);

  private final Clock clock;
  private long lastMicros;

  /**
   * @param clock the system's clock
   * @param last the latest time given out before
   */
  UidClock(Clock clock, Instant last) {
    this.clock = clock;
    this.lastMicros = ChronoUnit.MICROS.between(Instant.EPOCH, last);
  }

  /** The next receive time. */
  Instant next() {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    lastMicros = Math.max(now, lastMicros + 1);
    return Instant.EPOCH.plus(lastMicros, ChronoUnit.MICROS);
  }

  /** The uid of a submission that was received at that time. */
  static MeasurementUid uid(Instant receivedAt, Submission submission) {
    return new MeasurementUid(
        String.join(
            "_",
            TIME.format(receivedAt),
            submission.reportId().country().code(),
            submission.reportId().nettest(),
            submission.hash()));
  }
}
