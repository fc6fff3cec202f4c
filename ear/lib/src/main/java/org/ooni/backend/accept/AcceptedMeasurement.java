// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.ooni.backend.bodies.StoredBody;
import org.ooni.backend.measurement.MeasurementUid;

/**
 * A measurement that was acknowledged and is not yet in the database.
 *
 * @param uid its public key
 * @param reportId the report it was sent for
 * @param receivedAt when it was received; the time in its uid
 * @param digest that of the submission, the same for a retry
 * @param body its bytes, packed
 */
public record AcceptedMeasurement(
    MeasurementUid uid, String reportId, Instant receivedAt, byte[] digest, StoredBody body) {

  private static final byte VERSION = 1;
  private static final int DIGEST_LENGTH = 32;
  private static final int FIXED_LENGTH =
      1 + Long.BYTES + 3 * Integer.BYTES + DIGEST_LENGTH + Short.BYTES;

  /** Number of bytes that it takes in the log, about. */
  int weight() {
    return FIXED_LENGTH + reportId.length() + body.compressed().length;
  }

  /**
   * The value of the log's entry: version, receive time in microseconds, size, offset and length of
   * the content, digest, length of the report id, report id, compressed bytes.
   */
  byte[] toBytes() {
    byte[] report = reportId.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer buffer =
        ByteBuffer.allocate(FIXED_LENGTH + report.length + body.compressed().length);
    buffer.put(VERSION).putLong(ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt));
    buffer.putInt(body.size()).putInt(body.contentOffset()).putInt(body.contentLength());
    buffer.put(digest).putShort((short) report.length).put(report).put(body.compressed());
    return buffer.array();
  }

  /** Reads what {@link #toBytes} wrote. */
  static AcceptedMeasurement ofBytes(MeasurementUid uid, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte version = buffer.get();
    if (version != VERSION) {
      throw new IllegalStateException("an accept log of version " + version + " is not known");
    }
    Instant receivedAt = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
    int size = buffer.getInt();
    int contentOffset = buffer.getInt();
    int contentLength = buffer.getInt();
    byte[] digest = new byte[DIGEST_LENGTH];
    buffer.get(digest);
    byte[] report = new byte[buffer.getShort()];
    buffer.get(report);
    byte[] compressed = Arrays.copyOfRange(bytes, buffer.position(), bytes.length);
    return new AcceptedMeasurement(
        uid,
        new String(report, StandardCharsets.US_ASCII),
        receivedAt,
        digest,
        new StoredBody(compressed, size, contentOffset, contentLength));
  }
}
