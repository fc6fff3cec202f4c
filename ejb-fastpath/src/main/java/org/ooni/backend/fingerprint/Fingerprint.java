// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One known block page or DNS answer, as the tables {@code fingerprints_http} and {@code
 * fingerprints_dns} give it.
 *
 * @param name what it is called in the scores
 * @param scope who is known to block with it: {@code nat}, {@code isp}, {@code inst}, {@code prod}
 *     and others
 * @param locationFound {@code body}, {@code header.NAME} or {@code dns}
 * @param patternType {@code full}, {@code prefix}, {@code contains} or {@code regexp}; a body is
 *     searched for the pattern whatever this says
 * @param pattern what is looked for
 * @param confidenceNoFp how sure it is that no other page has it, 0 to 10
 * @param expectedCountries where it confirms a blocking: codes separated by commas
 */
public record Fingerprint(
    String name,
    String scope,
    String locationFound,
    String patternType,
    String pattern,
    long confidenceNoFp,
    String expectedCountries) {

  private static final String BODY = "body";
  private static final String HEADER = "header.";

  /** The countries where it confirms a blocking, sorted; without the unknown one. */
  public List<String> countries() {
    return Arrays.stream(expectedCountries.strip().toUpperCase(Locale.ROOT).split(",", -1))
        .filter(code -> !code.isEmpty() && !code.equals("ZZ"))
        .sorted()
        .toList();
  }

  boolean isForBodies() {
    return locationFound.equals(BODY);
  }

  boolean isForHeaders() {
    return locationFound.startsWith(HEADER);
  }

  /** Name of the header it is for, in lower case as headers are looked up. */
  String header() {
    return locationFound.substring(HEADER.length());
  }
}
