// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.ooni.backend.problem.TooLarge;
import org.ooni.backend.problem.UnsupportedEncoding;

/**
 * Reads a request's body and takes its content encoding off, never holding more than the limits
 * allow, whatever the body claims of itself.
 */
final class BoundedBody {

  /** Largest window of a zstd frame, as a power of two: 8 MiB. */
  private static final int ZSTD_WINDOW_LOG = 23;

  private static final int CHUNK = 16 * 1024;
  private static final int TRUSTED = 1024 * 1024;

  private final SubmissionLimits limits;

  BoundedBody(SubmissionLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads a body to its end.
   *
   * @param body bytes on the wire
   * @param contentLength what the request says of their number, negative when it says nothing
   * @param encodings values of the header {@code Content-Encoding}
   * @throws Refusal when it is too large, does not decode, or its encoding is not known
   * @throws IOException when the client went away
   */
  byte[] read(InputStream body, long contentLength, List<String> encodings) throws IOException {
    String encoding = encoding(encodings);
    if (contentLength > limits.wireBytes()) {
      throw tooLarge();
    }
    CountedStream wire = new CountedStream(body);
    if (encoding.equals("identity")) {
      // of the length it says, so that nothing is copied; not more at once, for it may be a lie
      return readAll(wire, wire, (int) Math.min(Math.max(contentLength, CHUNK), TRUSTED));
    }
    try (InputStream decoded = decoder(encoding, wire)) {
      return readAll(decoded, wire, CHUNK);
    } catch (IOException e) {
      if (wire.failed) {
        throw e;
      }
      throw Refusal.incorrectFormat(
          "bad_encoding", "The body is not whole " + encoding + " data, as its header says.");
    }
  }

  /** An empty header names no encoding, as none at all. */
  private static String encoding(List<String> values) {
    List<String> named = values.stream().map(String::strip).filter(v -> !v.isEmpty()).toList();
    if (named.isEmpty()) {
      return "identity";
    }
    String value = named.size() == 1 ? named.get(0).toLowerCase(Locale.ROOT) : "";
    if (value.equals("identity") || value.equals("gzip") || value.equals("zstd")) {
      return value;
    }
    throw new Refusal(
        "unsupported_encoding",
        new UnsupportedEncoding("Send the body as it is, or with one encoding: gzip or zstd."));
  }

  private static InputStream decoder(String encoding, InputStream wire) throws IOException {
    if (encoding.equals("gzip")) {
      return new GZIPInputStream(wire, CHUNK);
    }
    return new ZstdInputStreamNoFinalizer(wire).setLongMax(ZSTD_WINDOW_LOG);
  }

  private byte[] readAll(InputStream decoded, CountedStream wire, int expected) throws IOException {
    byte[] bytes = new byte[expected];
    int size = 0;
    while (true) {
      if (size < bytes.length) {
        int read = decoded.read(bytes, size, bytes.length - size);
        if (read < 0) {
          return Arrays.copyOf(bytes, size);
        }
        size += read;
      } else {
        int next = decoded.read();
        if (next < 0) {
          return bytes;
        }
        bytes = Arrays.copyOf(bytes, 2 * size);
        bytes[size++] = (byte) next;
      }
      if (size > limits.decodedBytes() || isBomb(size, wire.count)) {
        throw tooLarge();
      }
    }
  }

  private boolean isBomb(int decoded, long wire) {
    return decoded > limits.ratioFreeBytes() && decoded > wire * limits.ratio();
  }

  private Refusal tooLarge() {
    return new Refusal(
        "too_large",
        new TooLarge(
            "The body is too large: at most %d bytes, %d when decoded."
                .formatted(limits.wireBytes(), limits.decodedBytes())));
  }

  /**
   * Counts the bytes on the wire, and knows when it was the wire that failed and not the decoder.
   */
  private final class CountedStream extends FilterInputStream {

    private long count;
    private boolean failed;

    CountedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read;
      try {
        read = super.read(target, offset, length);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
      count += Math.max(read, 0);
      if (count > limits.wireBytes()) {
        throw tooLarge();
      }
      return read;
    }
  }
}
