// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Shows admins which statements keep the database busy. Nobody else sees a statement. */
package org.ooni.backend.slowqueries;
