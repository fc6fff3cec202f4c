// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Reads what the server has logged, and holds each line to the schema of mozlog. */
package org.ooni.backend.serverlog;
