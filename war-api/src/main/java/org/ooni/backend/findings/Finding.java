// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.findings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wrote about an incident, checked (measurement API 6).
 *
 * @param slug key that reads well in an address; absent when it is to be made of the title, or kept
 * @param endTime absent while the incident lasts; never before the start
 * @param emailAddress of the author, as the request says
 * @param seen when the version that the author changed was written; absent when not said
 */
record Finding(
    String title,
    String shortDescription,
    String text,
    Optional<String> slug,
    Instant startTime,
    Optional<Instant> endTime,
    String reportedBy,
    String emailAddress,
    String eventType,
    boolean published,
    List<Long> asns,
    List<String> countryCodes,
    List<String> themes,
    List<String> tags,
    List<String> testNames,
    List<String> domains,
    List<String> links,
    Optional<Instant> seen) {}
