// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import org.ooni.backend.measurement.MeasurementUid;

/**
 * The answer to a submission that is durable.
 *
 * @param uid its public key
 * @param reportId the report it is stored with; empty for a retry of what an earlier version of the
 *     log accepted
 * @param retry whether the same bytes were accepted before, under this uid
 */
public record Acknowledgement(MeasurementUid uid, Optional<String> reportId, boolean retry) {

  /** The answer to the same bytes once more. */
  Acknowledgement again() {
    return new Acknowledgement(uid, reportId, true);
  }

  /** What the log remembers by the digest: uid, line feed, report id. */
  static byte[] bytes(AcceptedMeasurement measurement) {
    return (measurement.uid().text() + '\n' + measurement.reportId()).getBytes(US_ASCII);
  }

  /** Reads what {@link #bytes} wrote, or a uid alone, as it was in earlier versions. */
  static Acknowledgement ofBytes(byte[] bytes) {
    String[] parts = new String(bytes, US_ASCII).split("\n", 2);
    return new Acknowledgement(
        new MeasurementUid(parts[0]),
        parts.length == 2 ? Optional.of(parts[1]) : Optional.empty(),
        true);
  }
}
