// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import com.github.luben.zstd.Zstd;
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

  static Submission pack(ReportId report, byte[] submission, ParsedSubmission parsed) {
    byte[] sha512 = digest("SHA-512").digest(submission);
    MessageDigest sha256 = digest("SHA-256");
    sha256.update(report.text().getBytes(StandardCharsets.US_ASCII));
    sha256.update((byte) '\n');
    StoredBody body =
        new StoredBody(
            Zstd.compress(submission, FASTEST),
            submission.length,
            parsed.contentOffset(),
            parsed.contentLength());
    return new Submission(
        report, body, HexFormat.of().formatHex(sha512, 0, HASH_BYTES), sha256.digest(submission));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
