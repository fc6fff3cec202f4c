// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import com.github.luben.zstd.ZstdException;
import java.time.Instant;
import org.ooni.backend.bodies.StoredBody;
import org.ooni.backend.measurement.MeasurementUid;

/**
 * A body as it goes into a can.
 *
 * @param uid its measurement's key
 * @param receivedAt when it was received
 * @param submission the bytes as they were received
 * @param line the measurement in them on one line
 */
record Post(MeasurementUid uid, Instant receivedAt, byte[] submission, byte[] line) {

  /** More than any that is accepted. */
  static final int MAXIMUM_BYTES = 64 << 20;

  /**
   * Unpacks a body and makes sure that it is the one that was accepted.
   *
   * @throws Unarchivable when it is not
   */
  static Post of(Spooled spooled) throws Unarchivable {
    if (!MeasurementUid.isMinted(spooled.key())) {
      throw new Unarchivable(SetAside.NOT_AN_ID);
    }
    MeasurementUid uid = new MeasurementUid(spooled.key());
    byte[] submission = unpack(spooled.body());
    if (!new Proof(spooled.reportId(), spooled.digest()).holds(uid, submission)) {
      throw new Unarchivable(SetAside.HASH_DIFFERS);
    }
    byte[] line =
        ContentLine.of(submission).orElseThrow(() -> new Unarchivable(SetAside.NO_CONTENT));
    return new Post(uid, spooled.receivedAt(), submission, line);
  }

  private static byte[] unpack(StoredBody body) throws Unarchivable {
    if (body.size() > MAXIMUM_BYTES) {
      throw new Unarchivable(SetAside.TOO_LARGE);
    }
    try {
      return body.submission();
    } catch (ZstdException | IllegalStateException e) {
      throw new Unarchivable(SetAside.NOT_UNPACKABLE);
    }
  }
}
