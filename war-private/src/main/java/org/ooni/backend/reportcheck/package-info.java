// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** The question that old apps ask before they delete a measurement from their phone. */
package org.ooni.backend.reportcheck;
