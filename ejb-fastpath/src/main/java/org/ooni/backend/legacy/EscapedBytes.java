// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/**
 * Bytes in a text: what is UTF-8 is decoded, every other byte becomes a surrogate of its own, so
 * that it can be left out or written as an escape later.
 */
final class EscapedBytes {

  private static final char FIRST = 0xDC00;

  private EscapedBytes() {}

  static String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (FIRST | in.get() & 0xFF));
      }
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }

  /** The text without those bytes. */
  static String dropped(String text) {
    return replaced(text, value -> "");
  }

  /** The text with those bytes as escapes. */
  static String escaped(String text) {
    return replaced(text, value -> String.format("\\x%02x", value));
  }

  private static String replaced(String text, IntFunction<String> replacement) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point >= FIRST + 0x80 && point <= FIRST + 0xFF) {
                out.append(replacement.apply(point & 0xFF));
              } else {
                out.appendCodePoint(point);
              }
            });
    return out.toString();
  }
}
