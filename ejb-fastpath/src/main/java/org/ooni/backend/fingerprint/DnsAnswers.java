// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the fingerprints that a DNS answer equals. */
public final class DnsAnswers {

  private final Map<String, List<Fingerprint>> byPattern;

  DnsAnswers(List<Fingerprint> fingerprints) {
    this.byPattern =
        fingerprints.stream()
            .collect(Collectors.groupingBy(Fingerprint::pattern, Collectors.toUnmodifiableList()));
  }

  /** Those whose pattern is the answer. */
  public List<Fingerprint> matching(String answer) {
    return byPattern.getOrDefault(answer, List.of());
  }
}
