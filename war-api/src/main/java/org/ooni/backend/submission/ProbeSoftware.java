// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import java.util.Optional;

/**
 * With what a measurement was made, as it says; what is missing or not a text is empty. Nothing is
 * decided by it.
 */
record ProbeSoftware(Optional<String> name, Optional<String> version, Optional<String> platform) {}
