// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** What probes of the first years ask before a test. The answer is a constant that they know. */
package org.ooni.backend.bouncer;
