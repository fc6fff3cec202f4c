// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Bodies of requests that are small by nature: everything but a measurement. What a body says of
 * itself is not believed, and nothing of it is logged.
 */
package org.ooni.backend.requestbody;
