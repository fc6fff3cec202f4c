// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** The one place where the system's clock is asked, so that tests can bring their own. */
package org.ooni.backend.clock;
