// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.ooni.backend.measurement.MeasurementUid;

/** The key of a log's entry: its uid, so that entries lie in the order of their acceptance. */
final class LogKey {

  private LogKey() {}

  static byte[] of(MeasurementUid uid) {
    return uid.text().getBytes(US_ASCII);
  }

  static MeasurementUid uid(byte[] key) {
    return new MeasurementUid(new String(key, US_ASCII));
  }

  /** The smallest key that is larger. */
  static byte[] after(MeasurementUid uid) {
    byte[] key = of(uid);
    return Arrays.copyOf(key, key.length + 1);
  }
}
