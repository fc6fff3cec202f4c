// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Tests of the old reports. */
package org.ooni.backend.legacy;
