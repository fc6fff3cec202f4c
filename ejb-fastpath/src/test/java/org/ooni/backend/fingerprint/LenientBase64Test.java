// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;
import org.ooni.backend.json.Utf8Slice;

final class LenientBase64Test {

  @ParameterizedTest
  @CsvSource({
    "QUJD, ABC",
    "QUI=, AB",
    "QQ==, A",
    "Q U-J.D_, ABC",
    "QQ==QUJD, A",
    "=QUJD, ABC",
    "QUJD====, ABC",
    "YW=Jj, abc",
    "'', ''"
  })
  void decodesAsTheReference(String text, String decoded) {
    Utf8Slice bytes = LenientBase64.decode(JsonText.of(text).utf8());
    assertEquals(
        decoded == null ? "" : decoded,
        new String(bytes.bytes(), 0, bytes.to(), StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Q", "QQ", "QQ=", "QUJDR", "QUJDRA", "QUJDRE=x"})
  void endsAmidAByte(String text) {
    assertThrows(
        LenientBase64.BrokenBase64.class, () -> LenientBase64.decode(JsonText.of(text).utf8()));
  }

  @Test
  void otherScriptsAreNoBase64() {
    assertThrows(MalformedJson.class, () -> LenientBase64.decode(JsonText.of("QUJ\u0434").utf8()));
  }
}
