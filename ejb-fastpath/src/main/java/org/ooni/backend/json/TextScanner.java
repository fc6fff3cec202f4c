// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

/** Finds the end of a text and checks what is in it, eight bytes at a time where it is plain. */
final class TextScanner {

  private static final int MINIMUM_OF_THREE = 0x800;
  private static final int MINIMUM_OF_FOUR = 0x10000;

  private final byte[] bytes;
  private final int end;
  private int traits;

  TextScanner(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /** The {@link Wtf8} traits of the text scanned last. */
  int traits() {
    return traits;
  }

  /**
   * Where the closing quote is.
   *
   * @param from the byte after the opening quote
   */
  int closingQuote(int from) {
    traits = 0;
    int at = from;
    while (true) {
      at = skipPlain(at);
      if (at >= end || bytes[at] == 0) {
        throw syntax("a text without an end");
      }
      byte b = bytes[at];
      if (b == '"') {
        return at;
      }
      if (b == '\\') {
        at = escape(at);
      } else if (b < 0) {
        at = sequence(at);
      } else {
        at++;
      }
    }
  }

  private int skipPlain(int from) {
    int at = from;
    while (at + Long.BYTES <= end) {
      long special = Words.special(Words.at(bytes, at));
      if (special != 0) {
        return at + Words.firstOf(special);
      }
      at += Long.BYTES;
    }
    return at;
  }

  private int escape(int at) {
    traits |= Wtf8.ESCAPED;
    if (at + 1 >= end) {
      throw syntax("a text without an end");
    }
    switch (bytes[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return at + 2;
      }
      case 'u' -> {
        if (at + 6 > end || Escapes.unit(bytes, at + 2) < 0) {
          throw syntax("a broken \\u escape");
        }
        if (bytes[at + 2] == 'd' || bytes[at + 2] == 'D') {
          traits |= Wtf8.SURROGATES;
        }
        return at + 6;
      }
      default -> throw syntax("an unknown escape");
    }
  }

  private int sequence(int from) {
    traits |= Wtf8.NON_ASCII;
    int at = from;
    while (at < end && bytes[at] < 0) {
      int lead = bytes[at] & 0xFF;
      if (lead >= 0xC2 && lead < 0xE0) {
        continuation(at + 1);
        at += 2;
      } else if (lead >= 0xE0 && lead < 0xF0) {
        int point = (lead & 0xF) << 12 | continuation(at + 1) << 6 | continuation(at + 2);
        if (point < MINIMUM_OF_THREE) {
          throw syntax("overlong UTF-8");
        }
        if (point >> 11 == 0x1B) {
          traits |= Wtf8.SURROGATES;
        }
        at += 3;
      } else if (lead >= 0xF0 && lead < 0xF5) {
        int high = (lead & 7) << 18 | continuation(at + 1) << 12;
        int point = high | continuation(at + 2) << 6 | continuation(at + 3);
        if (point < MINIMUM_OF_FOUR || point > Character.MAX_CODE_POINT) {
          throw syntax("UTF-8 beyond Unicode");
        }
        at += 4;
      } else {
        throw syntax("no UTF-8");
      }
    }
    return at;
  }

  private int continuation(int at) {
    if (at >= end || (bytes[at] & 0xC0) != 0x80) {
      throw syntax("no UTF-8");
    }
    return bytes[at] & 0x3F;
  }

  private static MalformedJson syntax(String message) {
    return new MalformedJson(MalformedJson.Kind.SYNTAX, message);
  }
}
