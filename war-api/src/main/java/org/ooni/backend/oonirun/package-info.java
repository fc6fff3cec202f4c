// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * OONI Run links of the second version: people say what others are to measure, apps and probes ask
 * for it. A link is never deleted and a revision never changed; only its creator and admins edit a
 * link, and only until it expires.
 */
package org.ooni.backend.oonirun;
