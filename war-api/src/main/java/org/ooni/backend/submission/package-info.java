// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Takes reports and measurements from probes: checks them, has them made durable and answers with
 * the measurement's id. It does not score, and it touches neither the database nor the object
 * store, so that their absence never keeps a probe from submitting.
 */
package org.ooni.backend.submission;
