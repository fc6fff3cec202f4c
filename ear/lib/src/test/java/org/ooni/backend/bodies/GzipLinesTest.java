// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipLinesTest {

  @Test
  void linesCountFromZeroAcrossMembers() throws Exception {
    byte[] file = concat(gzip("a\nbb\n"), gzip("ccc\n\ne"));
    assertEquals(Optional.of("a"), line(file, 0));
    assertEquals(Optional.of("bb"), line(file, 1));
    assertEquals(Optional.of("ccc"), line(file, 2));
    assertEquals(Optional.of(""), line(file, 3));
    assertEquals(Optional.of("e"), line(file, 4));
    assertEquals(Optional.empty(), line(file, 5));
  }

  @Test
  void aLineMayBeLongerThanAnyBuffer() throws Exception {
    String text = "x".repeat(300_000);
    assertEquals(Optional.of(text), line(gzip("first\n" + text + "\nlast\n"), 1));
  }

  @Test
  void aStreamThatGivesByteByByteIsReadToItsEnd() throws Exception {
    InputStream slow =
        new ByteArrayInputStream(concat(gzip("a\n"), gzip("b\n"))) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(1, length));
          }

          @Override
          public synchronized int available() {
            return 0;
          }
        };
    assertEquals(
        "b", new String(new GzipLines(slow).line(1).orElseThrow(), StandardCharsets.UTF_8));
  }

  @Test
  void aFileThatBreaksOffIsNotAFileWithFewerLines() throws IOException {
    byte[] file = gzip("a\n" + "random text 0123456789".repeat(50) + "\nb\n");
    byte[] truncated = Arrays.copyOf(file, file.length - 12);
    assertThrows(IOException.class, () -> line(truncated, 2));
  }

  @Test
  void aConnectionThatBreaksBetweenMembersIsNoticed() throws IOException {
    InputStream breaking =
        new FilterInputStream(new ByteArrayInputStream(gzip("a\n"))) {
          @Override
          public int read() throws IOException {
            return orBreak(in.read());
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return orBreak(in.read(bytes, offset, length));
          }

          private int orBreak(int result) throws IOException {
            if (result < 0) {
              throw new IOException("reset");
            }
            return result;
          }
        };
    assertThrows(IOException.class, () -> new GzipLines(breaking).line(1));
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static Optional<String> line(byte[] file, int number) throws IOException {
    return new GzipLines(new ByteArrayInputStream(file))
        .line(number)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
