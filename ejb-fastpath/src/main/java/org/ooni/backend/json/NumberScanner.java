// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Numbers as the reference reads them: leading zeros, a lone minus and a point without digits after
 * it are taken; a number with an exponent has digits in it.
 */
final class NumberScanner {

  private static final int LONG_DIGITS = 18;

  private final byte[] bytes;
  private final int end;
  private boolean whole;

  NumberScanner(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /** Where the number ends that starts here. */
  int end(int from) {
    int at = digits(bytes[from] == '-' ? from + 1 : from);
    whole = true;
    if (at < end && bytes[at] == '.') {
      whole = false;
      at = digits(at + 1);
    }
    if (at < end && (bytes[at] | 0x20) == 'e') {
      boolean signed = at + 1 < end && (bytes[at + 1] == '+' || bytes[at + 1] == '-');
      int exponent = signed ? at + 2 : at + 1;
      int last = digits(exponent);
      if (last > exponent) {
        whole = false;
        at = last;
      }
    }
    if (!whole && !hasDigit(from, at)) {
      throw new MalformedJson(MalformedJson.Kind.SYNTAX, "a number without digits");
    }
    return at;
  }

  /** The number between the two, scanned last. */
  JsonNumber value(int from, int to) {
    if (!whole) {
      return JsonNumber.of(Double.parseDouble(text(from, to)));
    }
    if (to - from > LONG_DIGITS) {
      BigInteger big = new BigInteger(text(from, to));
      return big.bitLength() < Long.SIZE ? JsonNumber.of(big.longValue()) : new JsonNumber(big);
    }
    long value = 0;
    for (int i = bytes[from] == '-' ? from + 1 : from; i < to; i++) {
      value = value * 10 + bytes[i] - '0';
    }
    return JsonNumber.of(bytes[from] == '-' ? -value : value);
  }

  private boolean hasDigit(int from, int to) {
    int first = bytes[from] == '-' ? from + 1 : from;
    if (first < to && bytes[first] == '.') {
      first++;
    }
    return first < to && bytes[first] >= '0' && bytes[first] <= '9';
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private int digits(int from) {
    int at = from;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }
}
