// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.ooni.backend.measurement.MeasurementUid;

/**
 * Tells whether bytes are those that were accepted: their SHA-512 begins with the hash in the uid,
 * or their digest is the one they were accepted with (a retry is known by it).
 *
 * @param reportId the report it was sent for
 * @param digest SHA-256 of the report id, a line feed and the bytes; something else for bodies
 *     whose report id was made here
 */
public record Proof(String reportId, byte[] digest) {

  private static final int HASH_BYTES = 8;

  boolean holds(MeasurementUid uid, byte[] submission) {
    return hasHash(uid, submission) || hasDigest(submission);
  }

  /** Whether the hash in the uid is that of the bytes; that needs nothing but the archive. */
  public static boolean hasHash(MeasurementUid uid, byte[] submission) {
    byte[] sha512 = digest("SHA-512").digest(submission);
    return uid.text().endsWith(HexFormat.of().formatHex(sha512, 0, HASH_BYTES));
  }

  private boolean hasDigest(byte[] submission) {
    MessageDigest sha256 = digest("SHA-256");
    sha256.update(reportId.getBytes(StandardCharsets.US_ASCII));
    sha256.update((byte) '\n');
    return MessageDigest.isEqual(digest, sha256.digest(submission));
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
