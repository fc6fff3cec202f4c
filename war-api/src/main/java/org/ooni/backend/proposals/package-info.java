// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * How the test list editor changes and submits what somebody proposes. What a proposal may be and
 * what becomes of it is decided in the shared library.
 */
package org.ooni.backend.proposals;
