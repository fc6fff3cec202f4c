// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

/**
 * A part of a feed that was fetched.
 *
 * @param name last part of its path
 * @param bytes what it holds
 */
record Part(String name, byte[] bytes) {}
