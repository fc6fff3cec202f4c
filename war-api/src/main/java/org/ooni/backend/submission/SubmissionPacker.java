// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.ooni.backend.accept.Submission;
import org.ooni.backend.bodies.StoredBody;
import org.ooni.backend.measurement.ReportId;

/** Packs a checked submission for the accept log: its hash, its digest, its compressed bytes. */
final class SubmissionPacker {

  private static final int HASH_BYTES = 8;
  private static final int FASTEST = 1;

  private SubmissionPacker() {}

  /** A submission for a report that the probe names: the same bytes again are a retry. */
  static Submission pack(ReportId report, byte[] submission, ParsedSubmission parsed) {
    byte[] digest = digest(report.text().getBytes(StandardCharsets.US_ASCII), submission);
    Span content =
        new Span(parsed.contentOffset(), parsed.contentOffset() + parsed.contentLength());
    return pack(report, submission, content, digest);
  }

  /**
   * A submission whose report id is made here.
   *
   * @param stored the document that is stored
   * @param content where in it the measurement lies
   * @param digest of what was received
   */
  static Submission pack(ReportId report, byte[] stored, Span content, byte[] digest) {
    byte[] sha512 = digest("SHA-512").digest(stored);
    StoredBody body =
        new StoredBody(
            compressed(stored), stored.length, content.start(), content.end() - content.start());
    return new Submission(report, body, HexFormat.of().formatHex(sha512, 0, HASH_BYTES), digest);
  }

  /** With a checksum, so that damage on any disk is noticed when it is unpacked. */
  private static byte[] compressed(byte[] stored) {
    try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
      return zstd.setLevel(FASTEST).setChecksum(true).compress(stored);
    }
  }

  /** SHA-256 of a line and some bytes. */
  static byte[] digest(byte[] line, byte[] bytes) {
    MessageDigest sha256 = digest("SHA-256");
    sha256.update(line);
    sha256.update((byte) '\n');
    return sha256.digest(bytes);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
