// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Tells pages who is looking at them. Logging in happens elsewhere, and nothing is decided here.
 */
package org.ooni.backend.accountmetadata;
