// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that is sent makes the scoring throw, run long, or fill the memory. */
final class HostileBodiesTest {

  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();
  private static final int MUTATIONS = 20_000;
  private static final long MOST_MEMORY = 128L << 20;

  private final MeasurementScoring scoring = Fixtures.scoring();

  @Test
  void everyHostileBodyHasARowAndAReason() {
    HostileBodies.all()
        .forEach(
            (name, body) -> {
              Outcome.Scored scored = (Outcome.Scored) scored(name, body);
              assertTrue(scored.failureReason().isPresent(), name);
              assertTrue(scored.row().msmFailure(), name);
              assertJson(name, scored.row().scores());
            });
  }

  @Test
  void oddValuesAreScoredLikeOthers() {
    HostileBodies.odd().forEach(this::scored);
  }

  @Test
  void mutatedMeasurementsAreScored() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Fixtures.FOLDER)) {
      files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .forEach(file -> seeds.add(Fixtures.bytes(file)));
    }
    Random random = new Random(20260301);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = Mutations.of(seeds.get(random.nextInt(seeds.size())), random);
      Outcome outcome = scored("mutation " + i, mutated);
      if (outcome instanceof Outcome.Scored scored) {
        assertJson("mutation " + i, scored.row().scores());
        assertTrue(
            !scored.failureReason().equals(Optional.of("internal_error")),
            () -> new String(mutated, StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void aBodyOf16MegabytesNeedsLittleMemory() {
    ObjectNode measurement = Fixtures.measurement("web_connectivity/dns.json");
    ObjectNode testKeys = (ObjectNode) measurement.get("test_keys");
    String page = "<p>\"quoted\" text\n".repeat(1 << 20).substring(0, 15 << 20);
    testKeys.putArray("requests").addObject().putObject("response").put("body", page);
    byte[] body = Fixtures.text(measurement);
    scored("warm up", body);
    long allocated = MemoryUse.during(() -> scored("large body", body));
    assertTrue(allocated < MOST_MEMORY, () -> allocated + " bytes");
  }

  @Test
  void manySmallValuesNeedLittleMemory() {
    String values = "[" + "0,".repeat(8 << 20) + "0]";
    byte[] body =
        HostileBodies.withTestKeys("{\"a\":" + values + "}").getBytes(StandardCharsets.UTF_8);
    long allocated = MemoryUse.during(() -> scored("many values", body));
    assertTrue(allocated < MOST_MEMORY, () -> allocated + " bytes");
    Outcome.Scored scored = (Outcome.Scored) scored("many values", body);
    assertEquals(Optional.of("too_large"), scored.failureReason());
  }

  private Outcome scored(String name, byte[] body) {
    // processor time: what else the machine is busy with is no fault of the body's
    long start = PROCESSOR.getCurrentThreadCpuTime();
    Outcome outcome = scoring.score(Fixtures.UID, body);
    Duration taken = Duration.ofNanos(PROCESSOR.getCurrentThreadCpuTime() - start);
    assertTrue(taken.compareTo(LONGEST) < 0, () -> name + " took " + taken);
    return outcome;
  }

  private static void assertJson(String name, String text) {
    try {
      JsonNode scores = Fixtures.JSON.readTree(text);
      assertTrue(scores.isObject(), name);
    } catch (IOException e) {
      throw new AssertionError(name + ": " + text, e);
    }
  }
}
