// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

/**
 * A part of some bytes.
 *
 * @param start of its first byte
 * @param end behind its last byte
 */
record Span(int start, int end) {

  static Span of(long start, long end) {
    return new Span(Math.toIntExact(start), Math.toIntExact(end));
  }
}
