// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Which web pages of other origins may read answers in a browser (measurement API, section 1.5). It
 * protects people who browse, not the backend: who may do what is decided by roles, elsewhere.
 */
package org.ooni.backend.cors;
