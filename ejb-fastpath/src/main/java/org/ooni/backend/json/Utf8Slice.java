// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

/**
 * A stretch of UTF-8. Surrogates that stand alone are in it as three bytes each, which match no
 * well-formed text.
 *
 * @param bytes where it lies; only to be read
 * @param from its first byte
 * @param to the byte after its last one
 */
public record Utf8Slice(byte[] bytes, int from, int to) {}
