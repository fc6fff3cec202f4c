// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The name under which the log knows a request. */
final class RequestId {

  private static final int LONGEST = 64;
  private static final long VERSION_MASK = 0xffff_ffff_ffff_0fffL;
  private static final long VERSION = 0x4000L;
  private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private RequestId() {}

  /** What the client calls it, if that is short and plain; else a random UUID. */
  static String of(String header) {
    return isPlain(header) ? header : random();
  }

  private static boolean isPlain(String text) {
    if (text == null || text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letterOrDigit && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  /** It tells requests apart and protects nothing, so it need not be hard to guess. */
  private static String random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(
            random.nextLong() & VERSION_MASK | VERSION, random.nextLong() & VARIANT_MASK | VARIANT)
        .toString();
  }
}
