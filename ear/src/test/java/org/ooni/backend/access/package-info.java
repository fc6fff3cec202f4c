// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Who may call which endpoint, stated in one list for both web applications. The list is compared
 * with the endpoints that there are, and with what the deployed system does.
 */
package org.ooni.backend.access;
