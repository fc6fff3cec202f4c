// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Fetches lists and files of others: test lists, fingerprints, names of networks, places of
 * addresses. New content is taken into use whole or not at all, and the last good one stays. What
 * comes from outside is checked here and judged nowhere.
 */
package org.ooni.backend.feeders;
