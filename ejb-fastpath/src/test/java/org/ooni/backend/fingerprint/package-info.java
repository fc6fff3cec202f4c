// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Tests of how fingerprints are found. */
package org.ooni.backend.fingerprint;
