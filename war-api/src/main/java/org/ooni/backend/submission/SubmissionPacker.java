// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.ooni.backend.accept.Submission;
import org.ooni.backend.bodies.StoredBody;
import org.ooni.backend.measurement.ReportId;

/** Packs a checked submission for the accept log: its hash, its digest, its compressed bytes. */
@ApplicationScoped
class SubmissionPacker {

  private static final int HASH_BYTES = 8;

  private final BodyCompressor compressor = new BodyCompressor();

  @PreDestroy
  void stop() {
    compressor.close();
  }

  /** A submission for a report that the probe names: the same bytes again are a retry. */
  Submission pack(ReportId report, byte[] submission, ParsedSubmission parsed) {
    byte[] sha512 = digest("SHA-512").digest(submission);
    // of the hash and not of the bytes once more: they are read once
    byte[] digest = digest(report.text().getBytes(StandardCharsets.US_ASCII), sha512);
    Span content =
        new Span(parsed.contentOffset(), parsed.contentOffset() + parsed.contentLength());
    return pack(report, submission, sha512, content, digest);
  }

  /**
   * A submission whose report id is made here.
   *
   * @param document that is stored
   * @param digest of what was received
   */
  Submission pack(ReportId report, StoredDocument document, byte[] digest) {
    byte[] sha512 = digest("SHA-512").digest(document.bytes());
    return pack(report, document.bytes(), sha512, document.content(), digest);
  }

  private Submission pack(
      ReportId report, byte[] stored, byte[] sha512, Span content, byte[] digest) {
    StoredBody body =
        new StoredBody(
            compressor.compress(stored),
            stored.length,
            content.start(),
            content.end() - content.start());
    return new Submission(report, body, HexFormat.of().formatHex(sha512, 0, HASH_BYTES), digest);
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
