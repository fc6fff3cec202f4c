// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

/**
 * An entry that some rules were applied to.
 *
 * @param priority sum of the rules that match, 0 when none does
 */
public record PrioritisedEntry(TestListEntry entry, long priority) {}
