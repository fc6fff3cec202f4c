// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurement;

/**
 * How a verdict came about. Each text is empty for a verdict that was not given by this backend.
 *
 * @param scorerVersion version of the code that gave it
 * @param fingerprintSnapshot id of the set of fingerprints it was given with
 * @param rule name of the rule that decided
 */
public record Explanation(String scorerVersion, String fingerprintSnapshot, String rule) {}
