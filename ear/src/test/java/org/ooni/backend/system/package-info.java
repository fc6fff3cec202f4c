// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Tests of the deployed system: they speak HTTP, kill processes, and look into the database to
 * count. No class of the application is used here.
 */
package org.ooni.backend.system;
