// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** What the web server answers while no application takes requests. */
package org.ooni.backend.availability;
