// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * What people who are logged in say about measurements. It never changes a verdict, and who said
 * what is told to nobody else.
 */
package org.ooni.backend.feedback;
