// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

/**
 * An entry with its rank.
 *
 * @param measurements how often it was measured of late in the asking probe's network
 * @param priority sum of the rules that match
 * @param weight by which the list is ordered, highest first
 */
public record RankedUrl(TestListEntry entry, long measurements, long priority, double weight) {}
