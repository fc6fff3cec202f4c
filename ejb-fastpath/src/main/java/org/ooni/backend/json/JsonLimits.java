// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

/**
 * How much of a document is taken apart. What is beyond is refused with {@link
 * MalformedJson.Kind#BOUNDS}.
 *
 * @param depth how deep values may be nested
 * @param digits how long a number may be, in bytes
 * @param values how many values may be kept in memory at once
 * @param text how long a text may be, in bytes
 */
public record JsonLimits(int depth, int digits, int values, int text) {

  /**
   * Depth and digits are the reference's own; the others hold every body seen and keep the memory
   * of the largest one that is accepted below 100 MB.
   */
  public static final JsonLimits MEASUREMENT = new JsonLimits(1024, 4300, 500_000, 32 << 20);
}
