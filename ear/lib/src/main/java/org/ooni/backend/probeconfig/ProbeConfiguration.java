// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One state of the configuration; it never changes.
 *
 * @param features switches of the probe, by name (probe services 3.2)
 * @param testHelpers by kind, in the order of the configuration
 * @param collectors in their order
 * @param tests names of the nettests that get a report id at check-in
 * @param documents JSON texts that are handed through as they are, by file
 */
public record ProbeConfiguration(
    Map<String, Boolean> features,
    Map<String, List<TestHelper>> testHelpers,
    List<TestHelper> collectors,
    List<String> tests,
    Map<ConfigurationFile, String> documents) {

  /** Takes what cannot be changed any more. */
  public ProbeConfiguration {
    features = Map.copyOf(features);
    testHelpers = Collections.unmodifiableMap(new LinkedHashMap<>(testHelpers));
    collectors = List.copyOf(collectors);
    tests = List.copyOf(tests);
    documents = Map.copyOf(documents);
  }

  /** The configuration of Psiphon, JSON, when there is one. */
  public Optional<String> psiphon() {
    return Optional.ofNullable(documents.get(ConfigurationFile.PSIPHON));
  }

  /** The targets of the Tor nettest, JSON, when there are any. */
  public Optional<String> torTargets() {
    return Optional.ofNullable(documents.get(ConfigurationFile.TOR_TARGETS));
  }

  /**
   * The test helpers as one probe gets them: those of type {@code https} change places at random,
   * so that probes, which try them in order, spread over them. All others keep theirs.
   */
  public Map<String, List<Map<String, String>>> shuffledTestHelpers(RandomGenerator random) {
    Map<String, List<Map<String, String>>> shuffled = new LinkedHashMap<>();
    testHelpers.forEach(
        (kind, helpers) ->
            shuffled.put(kind, shuffle(helpers, random).stream().map(TestHelper::json).toList()));
    return shuffled;
  }

  private static List<TestHelper> shuffle(List<TestHelper> helpers, RandomGenerator random) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < helpers.size(); i++) {
      if (helpers.get(i).type().equals("https")) {
        places.add(i);
      }
    }
    List<TestHelper> result = new ArrayList<>(helpers);
    for (int i = places.size() - 1; i > 0; i--) {
      Collections.swap(result, places.get(i), places.get(random.nextInt(i + 1)));
    }
    return result;
  }
}
