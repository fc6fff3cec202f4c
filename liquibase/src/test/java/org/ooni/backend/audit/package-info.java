// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Tests of the audits against a real PostgreSQL, and what writes the reference for drift. */
package org.ooni.backend.audit;
