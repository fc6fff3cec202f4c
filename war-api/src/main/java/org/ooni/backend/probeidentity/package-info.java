// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * How probes register and log in. A probe stays nameless: nothing it says here is stored, and the
 * token only says that somebody registered, and when.
 */
package org.ooni.backend.probeidentity;
