// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.ooni.backend.apidocs.Description;

/** The description of the API and the code say the same. */
class DescriptionTest {

  private final Description description = new Description();

  @Test
  void everyParameterOfAnAggregationIsDescribed() {
    Set<String> read = new TreeSet<>();
    AggregationRequest request =
        new AggregationRequest(Description.recorder(read), Clock.systemUTC());
    request.query();
    request.isForCsv();
    request.isForDownload();
    assertEquals(read, description.parameters("/api/v1/aggregation"));
  }

  @Test
  void everyAxisIsDescribed() {
    Set<String> members = new TreeSet<>();
    members.addAll(description.names("components", "schemas", "Counts", "properties"));
    members.removeIf(name -> name.endsWith("_count"));
    assertEquals(new TreeSet<>(Arrays.stream(Axis.values()).map(Axis::key).toList()), members);
  }
}
