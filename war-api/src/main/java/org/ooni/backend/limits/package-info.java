// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** What a client may ask for, told before it asks. The limits themselves are kept elsewhere. */
package org.ooni.backend.limits;
