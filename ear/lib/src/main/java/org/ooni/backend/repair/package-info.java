// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Finds the steps that measurements should have passed and did not, and has the server take them
 * again in its usual way. It marks rows and moves no measurement itself, so it is safe beside a
 * running server, and to mark twice does no harm.
 */
package org.ooni.backend.repair;
