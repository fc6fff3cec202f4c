// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Numbers that any component shows to operators, in Prometheus' text format. Names and labels are
 * constants of the code, never what a client sent.
 */
package org.ooni.backend.meter;
