// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** What is shipped, under which licences, and whether any of it is known to be vulnerable. */
package org.ooni.backend.supplychain;
