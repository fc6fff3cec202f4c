// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import org.ooni.backend.json.MalformedJson;
import org.ooni.backend.json.Utf8Slice;

/**
 * Base64 as the reference decodes it: characters outside the alphabet are passed over, and padding
 * ends the data wherever it completes a group. None of the decoders of the Java library does that.
 */
public final class LenientBase64 {

  private static final byte[] VALUES = values();

  private LenientBase64() {}

  /** The characters are base64 but do not make up whole bytes. */
  public static final class BrokenBase64 extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenBase64() {
      super("base64 that ends amid a byte", null, false, false);
    }
  }

  /**
   * The decoded bytes.
   *
   * @throws BrokenBase64 when it ends amid a byte
   * @throws MalformedJson when a character is not ASCII
   */
  public static Utf8Slice decode(Utf8Slice text) {
    byte[] in = text.bytes();
    for (int i = text.from(); i < text.to(); i++) {
      if (in[i] < 0) {
        throw MalformedJson.shape("base64 with a character that is not ASCII");
      }
    }
    byte[] out = new byte[(text.to() - text.from()) * 3 / 4 + 3];
    int written = 0;
    int place = 0;
    int padding = 0;
    int bits = 0;
    for (int i = text.from(); i < text.to(); i++) {
      byte c = in[i];
      if (c == '=') {
        padding++;
        if (place >= 2 && place + padding >= 4) {
          return new Utf8Slice(out, 0, written);
        }
        continue;
      }
      int value = VALUES[c];
      if (value < 0) {
        continue;
      }
      padding = 0;
      bits = bits << 6 | value;
      if (place > 0) {
        out[written++] = (byte) (bits >> 6 - 2 * place);
      }
      place = place + 1 & 3;
    }
    if (place != 0) {
      throw new BrokenBase64();
    }
    return new Utf8Slice(out, 0, written);
  }

  private static byte[] values() {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    byte[] values = new byte[128];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) alphabet.indexOf(i);
    }
    return values;
  }
}
