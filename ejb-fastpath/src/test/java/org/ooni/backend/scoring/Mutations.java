// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small changes to a document, of the kinds that parsers stumble over. */
final class Mutations {

  private static final List<String> TOKENS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1e999",
          "NaN",
          "[]",
          "{}",
          "\"\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "[null]",
          "{\"a\":1}",
          ",",
          ":",
          "}",
          "]",
          "\"",
          "\\",
          "9".repeat(30));

  private Mutations() {}

  static byte[] of(byte[] seed, Random random) {
    byte[] bytes = seed;
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes = once(bytes, random);
    }
    return bytes;
  }

  private static byte[] once(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] changed = bytes.clone();
        changed[at] = (byte) random.nextInt(256);
        return changed;
      }
      case 1 -> {
        return splice(bytes, at, at + random.nextInt(Math.min(30, bytes.length - at)) + 1, "");
      }
      case 2 -> {
        return value(bytes, at, TOKENS.get(random.nextInt(TOKENS.size())));
      }
      default -> {
        return splice(bytes, at, at, TOKENS.get(random.nextInt(TOKENS.size())));
      }
    }
  }

  /** Puts the token where the next value is. */
  private static byte[] value(byte[] bytes, int from, String token) {
    int start = from;
    while (start < bytes.length - 1 && bytes[start] != ':') {
      start++;
    }
    int end = start + 1;
    while (end < bytes.length - 1 && ",}]\n".indexOf(bytes[end]) < 0) {
      end++;
    }
    return splice(bytes, start + 1, end, token);
  }

  private static byte[] splice(byte[] bytes, int from, int to, String token) {
    byte[] middle = token.getBytes(StandardCharsets.UTF_8);
    int rest = bytes.length - Math.min(to, bytes.length);
    byte[] changed = Arrays.copyOf(bytes, from + middle.length + rest);
    System.arraycopy(middle, 0, changed, from, middle.length);
    System.arraycopy(bytes, bytes.length - rest, changed, from + middle.length, rest);
    return changed.length == 0 ? new byte[] {'0'} : changed;
  }
}
