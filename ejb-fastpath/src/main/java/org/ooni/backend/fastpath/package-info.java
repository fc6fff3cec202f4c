// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The asynchronous half of the backend: takes accepted measurements from the log, has them scored
 * and commits rows and bodies in batches. It decides nothing about a verdict.
 */
package org.ooni.backend.fastpath;
