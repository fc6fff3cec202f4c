// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * From the query of a request to a statement and its answer: parameters by the rules of the
 * measurement API, conditions whose values are bound, bytes kept back until it is known that there
 * is an answer. What is asked of which table is not known here.
 */
package org.ooni.backend.queries;
