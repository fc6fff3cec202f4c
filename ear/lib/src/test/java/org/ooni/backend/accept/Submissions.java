// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.ooni.backend.bodies.StoredBody;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.measurement.ReportId;

/** Submissions for tests. */
final class Submissions {

  private static final ReportId REPORT =
      ReportId.parse("20261122T000000Z_webconnectivity_IT_30722_n1_abcdefghijklmnop");

  private Submissions() {}

  /** A submission whose bytes are the text. */
  static Submission of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StoredBody body = new StoredBody(Zstd.compress(bytes), bytes.length, 0, bytes.length);
    return new Submission(REPORT, body, "0123456789abcdef", sha256(bytes));
  }

  /** The answer to one that was accepted before. */
  static Acknowledgement retry(MeasurementUid first) {
    return new Acknowledgement(first, Optional.of(REPORT.text()), true);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
