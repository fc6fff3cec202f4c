// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/** Ids for measurements from before the server gave one to each: their day and a hash. */
public final class TrivialId {

  private static final int STRENGTH = 128;
  private static final int HASH_BYTES = 15;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

  private TrivialId() {}

  /**
   * The id.
   *
   * @param raw the exact bytes: of a line with its line feed, of a YAML document with its marks
   * @param measurementStartTime empty when it cannot be read
   */
  public static String of(byte[] raw, Optional<Instant> measurementStartTime) {
    SHAKEDigest digest = new SHAKEDigest(STRENGTH);
    digest.update(raw, 0, raw.length);
    byte[] hash = new byte[HASH_BYTES];
    digest.doFinal(hash, 0, HASH_BYTES);
    return "01"
        + measurementStartTime.map(DAY::format).orElse("00000000")
        + HexFormat.of().formatHex(hash);
  }
}
