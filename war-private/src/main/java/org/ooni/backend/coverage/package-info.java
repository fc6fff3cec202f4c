// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** How well a country was covered in the last weeks. Read from the rollups only. */
package org.ooni.backend.coverage;
