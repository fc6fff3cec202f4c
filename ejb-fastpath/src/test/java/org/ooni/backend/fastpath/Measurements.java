// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import com.github.luben.zstd.Zstd;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.ooni.backend.accept.AcceptedMeasurement;
import org.ooni.backend.bodies.StoredBody;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.scoring.FastpathRow;
import org.ooni.backend.scoring.Outcome;

/** Measurements for tests, told apart by a number. */
final class Measurements {

  static final String REPORT = "20261122T000000Z_webconnectivity_IT_30722_n1_abcdefghijklmnop";
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Measurements() {}

  /** An accepted measurement; two of the same content have the same digest. */
  static AcceptedMeasurement accepted(int number, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    byte[] digest = new byte[32];
    System.arraycopy(bytes, 0, digest, 0, Math.min(bytes.length, digest.length));
    return new AcceptedMeasurement(
        uid(number),
        REPORT,
        NOON.plusSeconds(number),
        digest,
        new StoredBody(Zstd.compress(bytes), bytes.length, 0, bytes.length));
  }

  /** One that was scored. */
  static ScoredMeasurement scored(int number, String content) {
    return scored(number, content, "https://example.org/" + number);
  }

  /** One that was scored, of that input. */
  static ScoredMeasurement scored(int number, String content, String input) {
    return new ScoredMeasurement(
        accepted(number, content),
        new Outcome.Scored(
            row(uid(number), input, NOON.plusSeconds(number)), Optional.empty(), Optional.empty()));
  }

  static MeasurementUid uid(int number) {
    return new MeasurementUid(
        "20261122120000.%06d_IT_webconnectivity_0123456789abcdef".formatted(number));
  }

  static FastpathRow row(MeasurementUid uid, String input, Instant startTime) {
    return new FastpathRow(
        uid.text(),
        REPORT,
        input,
        "example.org",
        "IT",
        30722L,
        "web_connectivity",
        startTime,
        startTime,
        "{\"blocking_general\":0.0}",
        "linux",
        true,
        false,
        false,
        "dns",
        "ooniprobe-cli",
        "3.20.0",
        "0.4.3",
        1.5f,
        "amd64",
        "ooniprobe-engine",
        "3.20.0",
        "https://0.th.example.org",
        "https",
        new BigInteger("18446744073709551615"),
        "u",
        "1.0.0",
        "snapshot",
        "blocking:dns");
  }
}
