// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every folder of fixtures is a nettest, every pair of files in it a case. */
final class NettestFixturesTest {

  private static final String EXPECTED = ".expected.json";

  private final MeasurementScoring scoring = Fixtures.scoring();

  @TestFactory
  List<DynamicTest> fixturesGetTheirExpectedVerdict() throws IOException {
    try (Stream<Path> files = Files.walk(Fixtures.FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(EXPECTED))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)))
          .toList();
    }
  }

  @Test
  void everyNettestHasFixtures() {
    for (String nettest : Scorers.nettests()) {
      assertTrue(Files.isDirectory(Fixtures.FOLDER.resolve(nettest)), nettest);
    }
  }

  private void check(Path expectedFile) {
    String name = expectedFile.toString();
    Path file = Path.of(name.substring(0, name.length() - EXPECTED.length()) + ".json");
    JsonNode expected = Fixtures.json(expectedFile);
    Outcome outcome = scoring.score(Fixtures.UID, Fixtures.bytes(file));
    FastpathRow row = ((Outcome.Scored) outcome).row();
    assertEquals(expected.get("anomaly").booleanValue(), row.anomaly(), "anomaly");
    assertEquals(expected.get("confirmed").booleanValue(), row.confirmed(), "confirmed");
    assertEquals(expected.get("failure").booleanValue(), row.msmFailure(), "failure");
    assertEquals(expected.get("rule").textValue(), row.rule(), "rule");
    JsonNode scores;
    try {
      scores = Fixtures.JSON.readTree(row.scores());
    } catch (IOException e) {
      throw new AssertionError("scores are no JSON: " + row.scores(), e);
    }
    assertEquals(expected.get("scores"), scores);
  }
}
