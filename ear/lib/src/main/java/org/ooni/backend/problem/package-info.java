// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * What can be wrong with a request, and the one shape in which every endpoint says so. An answer
 * made here never carries a stack trace, SQL, a path or an echo of the request.
 */
package org.ooni.backend.problem;
