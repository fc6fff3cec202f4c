// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonDecoder;
import org.ooni.backend.json.JsonLimits;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.MalformedJson;

/** Ids for measurements from before the server gave one to each: their day and a hash. */
public final class TrivialId {

  private static final int STRENGTH = 128;
  private static final int HASH_BYTES = 15;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uMMdd").withZone(ZoneOffset.UTC);

  private TrivialId() {}

  /**
   * The id of a measurement in JSON.
   *
   * @param raw the exact bytes of its line, with the line feed if it has one
   */
  public static String of(byte[] raw) {
    return of(raw, start(() -> JsonDecoder.decode(raw, JsonLimits.MEASUREMENT)));
  }

  /**
   * The id of a document in any form.
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

  /**
   * The same for one that is decoded.
   *
   * @param raw the exact bytes, as above
   */
  public static String of(byte[] raw, JsonObject measurement) {
    return of(raw, start(() -> measurement));
  }

  private static Optional<Instant> start(Supplier<Json> measurement) {
    try {
      return ReferenceTime.parse(measurement.get().member("measurement_start_time").text());
    } catch (MalformedJson e) {
      // the id of what cannot be read has no day in it
      return Optional.empty();
    }
  }
}
