// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeConfigurationsTest {

  @TempDir Path directory;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-04T05:06:07Z"));
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now.get();
        }
      };

  @Test
  void withoutFilesTheDefaultsAreInForce() {
    ProbeConfiguration configuration = configurations().current();
    assertEquals(true, configuration.features().get("webconnectivity_0.5"));
    assertEquals(21, configuration.tests().size());
    assertEquals(6, configuration.collectors().size());
    assertEquals(
        Set.of(
            "dns", "http-return-json-headers", "ssl", "tcp-echo", "traceroute", "web-connectivity"),
        configuration.testHelpers().keySet());
    assertEquals(Optional.empty(), configuration.psiphon());
    assertEquals(Optional.empty(), configuration.torTargets());
  }

  @Test
  void helpersOfTheWebChangePlacesAndTheLastOneStays() {
    ProbeConfiguration configuration = configurations().current();
    Set<String> first = new TreeSet<>();
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      List<Map<String, String>> helpers =
          configuration.shuffledTestHelpers(random).get("web-connectivity");
      assertEquals(7, Set.copyOf(helpers).size());
      assertEquals("cloudfront", helpers.get(6).get("type"));
      first.add(helpers.get(0).get("address"));
    }
    assertEquals(6, first.size());
  }

  @Test
  void aChangedFileIsInForceSecondsLater() throws IOException {
    ProbeConfigurations configurations = configurations();
    write("features.json", "{\"torsf_enabled\":true}");
    assertEquals(false, configurations.current().features().get("torsf_enabled"));
    later();
    assertEquals(Map.of("torsf_enabled", true), configurations.current().features());
    Files.delete(directory.resolve("features.json"));
    later();
    assertEquals(Defaults.FEATURES, configurations.current().features());
  }

  @Test
  void aStateDoesNotChangeUnderItsReader() throws IOException {
    ProbeConfigurations configurations = configurations();
    ProbeConfiguration state = configurations.current();
    write("tests.json", "[\"ndt\"]");
    later();
    assertEquals(List.of("ndt"), configurations.current().tests());
    assertEquals(21, state.tests().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "features.json | {'a':'true'} | a is not",
        "features.json | {'a':1} | a is not",
        "features.json | {'a':null} | a is not",
        "features.json | null | not an object",
        "features.json | [] | not an object",
        "features.json | {'a':true,'a':false} | not JSON",
        "features.json | {'a':true | not JSON",
        "features.json | {} {} | not JSON",
        "test-helpers.json | {'dns':[]} | dns is empty",
        "test-helpers.json | {'dns':{}} | dns is not an array",
        "test-helpers.json | {'dns':['x']} | dns item 0 is not an object",
        "test-helpers.json | {'dns':[{'address':'x','type':'legacy','front':null}]} | front is no",
        "test-helpers.json | {'dns':[{'address':5,'type':'legacy'}]} | address is no text",
        "test-helpers.json | {'dns':[{'address':'x','type':'new'}]} | type is none of",
        "test-helpers.json | {'dns':[{'address':'x','type':'cloudfront'}]} | front is missing",
        "test-helpers.json | {'dns':[{'address':'x','type':'legacy'}]} | web-connectivity",
        "collectors.json | {} | not an array",
        "tests.json | ['A b'] | item 0",
        "tests.json | ['ndt','ndt'] | item 1",
        "psiphon.json | {} | PropagationChannelId",
        "tor-targets.json | {'a':{'address':'x','protocol':'y'}} | a.fingerprint",
        "tor-targets.json | {'a':null} | a is not an object"
      })
  void aFileWithAMistakeIsRefusedByMember(String file, String text, String reason)
      throws IOException {
    ProbeConfigurations configurations = configurations();
    ProbeConfiguration before = configurations.current();
    write(file, text.replace('\'', '"'));
    later();
    assertEquals(before, configurations.current());
    Map<ConfigurationFile, String> refused = configurations.refused();
    assertEquals(1, refused.size());
    String said = refused.values().iterator().next();
    assertTrue(said.contains(reason), said);
    assertEquals(1, configurations.refusals());
  }

  @Test
  void theLastGoodFileStaysUntilTheMistakeIsMended() throws IOException {
    ProbeConfigurations configurations = configurations();
    write("features.json", "{\"a\":true}");
    later();
    assertEquals(Map.of("a", true), configurations.current().features());
    write("features.json", "{\"a\":\"no\"}");
    later();
    assertEquals(Map.of("a", true), configurations.current().features());
    write("features.json", "{\"a\":false}");
    later();
    assertEquals(Map.of("a", false), configurations.current().features());
    assertEquals(Map.of(), configurations.refused());
  }

  @Test
  void documentsAreHandedThroughAsTheyAre() throws IOException {
    String psiphon = "{\"PropagationChannelId\":\"A\",\n \"n\":1.00}";
    write("psiphon.json", psiphon);
    String targets =
        """
        {"t":{"address":"a","fingerprint":"","protocol":"obfs4","params":{"c":["d"]}},
         "u":{"address":"b","fingerprint":"","protocol":"dir_port","name":null,"params":null}}
        """;
    write("tor-targets.json", targets);
    ProbeConfiguration configuration = configurations().current();
    assertEquals(Optional.of(psiphon), configuration.psiphon());
    assertEquals(Optional.of(targets), configuration.torTargets());
  }

  private ProbeConfigurations configurations() {
    return new ProbeConfigurations(directory, clock);
  }

  private void later() {
    now.set(now.get().plus(Duration.ofSeconds(5)));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }
}
