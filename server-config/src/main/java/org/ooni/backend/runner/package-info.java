// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Starts the whole system on one machine: PostgreSQL, an S3 server, WildFly with the EAR. For
 * developers, tests and benchmarks; it never runs in production and the EAR knows nothing of it.
 * Whatever it starts it also stops, and finds again after a crash.
 */
package org.ooni.backend.runner;
