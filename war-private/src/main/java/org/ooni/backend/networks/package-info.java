// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Networks: all there are, and the name of each. Read from the rollups only. */
package org.ooni.backend.networks;
