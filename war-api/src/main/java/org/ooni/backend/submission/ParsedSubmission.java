// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import java.util.Optional;

/**
 * A submission that is JSON of the right form.
 *
 * @param contentOffset where the measurement starts in the bytes
 * @param contentLength how many bytes it has
 * @param metadata what it says of itself
 * @param software with what it was made
 * @param reportId where in the bytes the value of its {@code report_id} lies, when it has one
 */
record ParsedSubmission(
    int contentOffset,
    int contentLength,
    ContentMetadata metadata,
    ProbeSoftware software,
    Optional<Span> reportId) {}
