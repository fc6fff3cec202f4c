// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {

  private static final byte[] TEXT = "{\"format\":\"json\"}".getBytes(StandardCharsets.UTF_8);

  private final BoundedBody body = new BoundedBody(SubmissionLimits.MEASUREMENT);

  @Test
  void everyEncodingGivesTheSameBytes() throws IOException {
    assertArrayEquals(TEXT, read(TEXT));
    assertArrayEquals(TEXT, read(TEXT, "identity"));
    assertArrayEquals(TEXT, read(gzip(TEXT), "gzip"));
    assertArrayEquals(TEXT, read(Zstd.compress(TEXT), "ZSTD"));
    assertArrayEquals(TEXT, read(Zstd.compress(TEXT), " zstd "));
  }

  @Test
  void anEmptyHeaderNamesNoEncoding() throws IOException {
    assertArrayEquals(TEXT, read(TEXT, ""));
    assertArrayEquals(TEXT, read(TEXT, " "));
    assertArrayEquals(TEXT, read(gzip(TEXT), "", "gzip"));
  }

  @Test
  void aBodyOfAnyLengthIsWholeWhateverTheRequestSaysOfIt() throws IOException {
    for (int length : new int[] {0, 1, 16_383, 16_384, 16_385, 70_000, (1 << 20) + 1}) {
      byte[] bytes = new byte[length];
      new Random(length).nextBytes(bytes);
      for (long said : new long[] {-1, 0, length - 1, length, length + 1, 5 << 20}) {
        byte[] read = body.read(new ByteArrayInputStream(bytes), said, List.of());
        assertArrayEquals(bytes, read, length + " " + said);
      }
    }
  }

  @Test
  void otherEncodingsAreNotSupported() {
    for (String encoding : List.of("br", "deflate", "zstd, gzip", "gzip, gzip", "x-foo")) {
      assertEquals("unsupported_encoding", refusal(TEXT, encoding).reason(), encoding);
    }
    assertEquals("unsupported_encoding", refusal(TEXT, "gzip", "zstd").reason());
    assertEquals(415, refusal(TEXT, "br").problem().status());
  }

  @Test
  void whatDoesNotDecodeIsRefused() throws IOException {
    byte[] gzip = gzip(TEXT);
    byte[] zstd = Zstd.compress(TEXT);
    assertEquals("bad_encoding", refusal(TEXT, "gzip").reason());
    assertEquals("bad_encoding", refusal(TEXT, "zstd").reason());
    assertEquals("bad_encoding", refusal(Arrays.copyOf(gzip, gzip.length - 9), "gzip").reason());
    assertEquals("bad_encoding", refusal(Arrays.copyOf(zstd, zstd.length - 3), "zstd").reason());
  }

  @Test
  void aBombIsRefusedBeforeItUnfolds() throws IOException {
    assertEquals("too_large", refusal(zeros(64 << 20, "gzip"), "gzip").reason());
    assertEquals("too_large", refusal(zeros(64 << 20, "zstd"), "zstd").reason());
    assertEquals(413, refusal(zeros(3 << 20, "zstd"), "zstd").problem().status());
  }

  @Test
  void aHugeWindowIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(bytes, 19)) {
      zstd.setLong(27);
      zstd.write(TEXT);
    }
    assertEquals("bad_encoding", refusal(bytes.toByteArray(), "zstd").reason());
  }

  @Test
  void aLongBodyIsRefusedWithoutReadingItAll() {
    assertEquals("too_large", refusal(new byte[6 << 20]).reason());
    InputStream endless = InputStream.nullInputStream();
    Refusal refused =
        assertThrows(Refusal.class, () -> body.read(endless, 99_999_999_999_999L, List.of()));
    assertEquals("too_large", refused.reason());
  }

  @Test
  void aFailingConnectionIsNotTakenForABadBody() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }
        };
    IOException failed =
        assertThrows(IOException.class, () -> body.read(broken, -1, List.of("gzip")));
    assertTrue(failed.getMessage().contains("reset"));
  }

  private byte[] read(byte[] wire, String... encodings) throws IOException {
    return body.read(new ByteArrayInputStream(wire), wire.length, List.of(encodings));
  }

  private Refusal refusal(byte[] wire, String... encodings) {
    return assertThrows(
        Refusal.class, () -> body.read(new ByteArrayInputStream(wire), -1, List.of(encodings)));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zeros(int count, String encoding) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[1 << 20];
    try (OutputStream out =
        encoding.equals("gzip")
            ? new GZIPOutputStream(bytes)
            : new ZstdOutputStreamNoFinalizer(bytes)) {
      for (int i = 0; i < count >> 20; i++) {
        out.write(chunk);
      }
    }
    return bytes.toByteArray();
  }
}
