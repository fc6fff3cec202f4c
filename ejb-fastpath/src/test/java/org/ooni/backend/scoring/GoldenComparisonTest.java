// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.fingerprint.Fingerprint;
import org.ooni.backend.fingerprint.FingerprintReader;
import org.ooni.backend.fingerprint.FingerprintSnapshot;

/**
 * Compares with recorded verdicts of the reference: a folder of measurements with what it made of
 * each. The recordings are real data and no part of the project; without them nothing is compared.
 */
final class GoldenComparisonTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 40;

  private final Path folder =
      Path.of(System.getProperty("golden.dir", "../../shared/golden")).toAbsolutePath();
  private final List<String> differences = new ArrayList<>();

  @BeforeEach
  void recordingsAreThere() {
    assumeTrue(Files.isDirectory(folder), "no recordings");
  }

  @Test
  void sameVerdictsAsTheReference() throws IOException {
    FingerprintSnapshot fingerprints =
        new FingerprintSnapshot(read("fingerprints_dns.json"), read("fingerprints_http.json"));
    MeasurementScoring scoring = new MeasurementScoring(() -> fingerprints, "test");
    int compared = 0;
    for (String file : List.of("golden.jsonl", "golden_generated.jsonl.gz")) {
      try (BufferedReader lines = lines(folder.resolve(file))) {
        String line = lines.readLine();
        while (line != null) {
          compare(JSON.readTree(line), scoring);
          compared++;
          line = lines.readLine();
        }
      }
    }
    PrintStream out = System.out;
    out.println("compared " + compared + ", different " + differences.size());
    assertEquals(List.of(), differences.stream().limit(SHOWN).toList());
  }

  private void compare(JsonNode recorded, MeasurementScoring scoring) throws IOException {
    byte[] body = body(recorded);
    String uid = recorded.get("uid").textValue();
    Outcome outcome = scoring.score(uid, body);
    GoldenVerdict verdict = new GoldenVerdict(recorded.get("expected"));
    Optional<String> difference = verdict.difference(outcome).or(() -> verdict.differentId(body));
    difference.ifPresent(
        text -> {
          differences.add(uid + ": " + text);
        });
  }

  private byte[] body(JsonNode recorded) throws IOException {
    if (recorded.has("file")) {
      return Files.readAllBytes(folder.resolve(recorded.get("file").textValue()));
    }
    return recorded.has("raw")
        ? recorded.get("raw").textValue().getBytes(StandardCharsets.UTF_8)
        : Base64.getDecoder().decode(recorded.get("raw_b64").textValue());
  }

  private List<Fingerprint> read(String name) throws IOException {
    return FingerprintReader.read(Files.readAllBytes(folder.resolve("samples").resolve(name)));
  }

  private static BufferedReader lines(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    boolean packed = file.toString().endsWith(".gz");
    return new BufferedReader(
        new InputStreamReader(packed ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8));
  }
}
