// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.math.BigInteger;
import java.time.Instant;

/**
 * One row of the table {@code fastpath}: the components are its columns, cleaned so that the
 * database takes them as they are (no U+0000, no lone surrogates, numbers and times in range). A
 * text that is missing in the measurement is the empty text; only the components said to be
 * nullable may be null.
 *
 * @param probeAsn null when the measurement names no usable number
 * @param testStartTime null when missing, unreadable or outside 1970 to 2106
 * @param measurementStartTime null likewise
 * @param scores JSON object
 * @param testRuntime seconds, null when not a usable number
 * @param ooniRunLinkId null when the measurement belongs to no OONI Run link
 * @param isVerified {@code u}, {@code t} or {@code f}
 * @param scorerVersion version of the code that gave the verdict
 * @param fingerprintSnapshot id of the set of fingerprints it used
 * @param rule name of the rule that decided
 */
public record FastpathRow(
    String measurementUid,
    String reportId,
    String input,
    String domain,
    String probeCc,
    Long probeAsn,
    String testName,
    Instant testStartTime,
    Instant measurementStartTime,
    String scores,
    String platform,
    boolean anomaly,
    boolean confirmed,
    boolean msmFailure,
    String blockingType,
    String softwareName,
    String softwareVersion,
    String testVersion,
    Float testRuntime,
    String architecture,
    String engineName,
    String engineVersion,
    String testHelperAddress,
    String testHelperType,
    BigInteger ooniRunLinkId,
    String isVerified,
    String scorerVersion,
    String fingerprintSnapshot,
    String rule) {

  /** The same row with another {@code is_verified}. */
  public FastpathRow withIsVerified(String verified) {
    return new FastpathRow(
        measurementUid,
        reportId,
        input,
        domain,
        probeCc,
        probeAsn,
        testName,
        testStartTime,
        measurementStartTime,
        scores,
        platform,
        anomaly,
        confirmed,
        msmFailure,
        blockingType,
        softwareName,
        softwareVersion,
        testVersion,
        testRuntime,
        architecture,
        engineName,
        engineVersion,
        testHelperAddress,
        testHelperType,
        ooniRunLinkId,
        verified,
        scorerVersion,
        fingerprintSnapshot,
        rule);
  }
}
