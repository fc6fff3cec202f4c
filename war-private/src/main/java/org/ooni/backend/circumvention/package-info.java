// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Tools against blocking, by country. How long they took is in no rollup: it is summed up once per
 * day, country and nettest, and again when more measurements of that day arrive.
 */
package org.ooni.backend.circumvention;
