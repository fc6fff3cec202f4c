// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What the index keeps of each line to know it again: the first 16 bytes of its SHA-256, without
 * the line feed.
 */
public final class LineDigest {

  private static final int LENGTH = 16;

  private LineDigest() {}

  /** The digest of a line. */
  public static byte[] of(byte[] line) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(line), LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
