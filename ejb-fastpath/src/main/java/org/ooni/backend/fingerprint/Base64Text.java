// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import java.nio.charset.StandardCharsets;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;
import org.ooni.backend.json.Utf8Slice;

/** The form in which probes send bytes that are no text: {@code {format: "base64", data}}. */
final class Base64Text {

  private Base64Text() {}

  static boolean isBase64(Json value) {
    return value instanceof JsonObject && value.member("format").is("base64");
  }

  static Utf8Slice bytes(Json data) {
    if (!(data instanceof JsonText text)) {
      throw MalformedJson.shape("base64 data that are a " + data.kind());
    }
    return LenientBase64.decode(text.utf8());
  }

  /** The bytes as ISO 8859-1; none when the data are missing. */
  static String latin1(Json value) {
    Json data = value.member("data");
    if (data.isMissing()) {
      return "";
    }
    Utf8Slice bytes = bytes(data);
    return new String(bytes.bytes(), 0, bytes.to(), StandardCharsets.ISO_8859_1);
  }
}
