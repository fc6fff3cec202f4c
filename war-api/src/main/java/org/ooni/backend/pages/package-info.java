// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Pages for people: what this server is, and how it is. They are whole without a script, ask nobody
 * else for anything, and are shown from memory: a visitor never costs a question to a large table.
 */
package org.ooni.backend.pages;
