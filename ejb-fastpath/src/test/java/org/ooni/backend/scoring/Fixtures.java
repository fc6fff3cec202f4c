// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ooni.backend.fingerprint.FingerprintReader;
import org.ooni.backend.fingerprint.FingerprintSnapshot;

/** Measurements written by hand, a set of fingerprints for them, and ways to change them. */
final class Fixtures {

  static final ObjectMapper JSON = new ObjectMapper();
  static final Path FOLDER = Path.of("src/test/resources");
  static final String UID = "20260301101530.123456_IT_fixture_0123456789abcdef";

  private Fixtures() {}

  static FingerprintSnapshot fingerprints() {
    return new FingerprintSnapshot(
        FingerprintReader.read(bytes(FOLDER.resolve("fixture-fingerprints-dns.csv"))),
        FingerprintReader.read(bytes(FOLDER.resolve("fixture-fingerprints-http.csv"))));
  }

  static MeasurementScoring scoring() {
    FingerprintSnapshot fingerprints = fingerprints();
    return new MeasurementScoring(() -> fingerprints, "1.2.3");
  }

  static ObjectNode measurement(String name) {
    return (ObjectNode) json(FOLDER.resolve(name));
  }

  /** The row of this measurement; fails when it is discarded. */
  static Outcome.Scored scored(JsonNode measurement) {
    return (Outcome.Scored) scoring().score(UID, text(measurement));
  }

  static byte[] text(JsonNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(bytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
