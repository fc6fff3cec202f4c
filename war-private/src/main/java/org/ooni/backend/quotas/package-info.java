// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Shows admins who uses this node the most. Addresses are not known here, only their names. */
package org.ooni.backend.quotas;
