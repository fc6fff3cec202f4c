// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * What probes are told about the system around them: features, test helpers, collectors, and the
 * inputs of two nettests. Operators change it in files while the server runs; a file that is not
 * what probes can read is refused and never reaches them.
 */
package org.ooni.backend.probeconfig;
