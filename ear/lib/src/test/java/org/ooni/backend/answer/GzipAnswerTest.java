// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.answer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class GzipAnswerTest {

  @Test
  void anyUnpackerGivesTheBodyBack() throws IOException {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    for (byte[] body : new byte[][] {new byte[0], {7}, new byte[300_000], noise, text()}) {
      assertArrayEquals(body, unpacked(GzipAnswer.compress(body)));
    }
  }

  @Test
  void textTakesAThirdAtMost() {
    assertTrue(GzipAnswer.compress(text()).length < text().length / 3);
  }

  private static byte[] text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append("{\"category_code\":\"NEWS\",\"country_code\":\"XX\",\"url\":\"https://site")
          .append(i * i)
          .append(".example/\"},");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] unpacked(byte[] file) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(file))) {
      return gzip.readAllBytes();
    }
  }
}
