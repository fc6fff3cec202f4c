// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The form of answers, in both web applications: how they become JSON, and what caches are told.
 * What they say is the resources' affair.
 */
package org.ooni.backend.answer;
