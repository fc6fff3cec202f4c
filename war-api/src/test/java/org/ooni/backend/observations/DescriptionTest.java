// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.ooni.backend.apidocs.Description;
import org.ooni.backend.queries.Parameters;

/** The description of the API and the code say the same. */
class DescriptionTest {

  private static final Clock CLOCK = Clock.systemUTC();

  private final Description description = new Description();
  private final Set<String> read = new TreeSet<>();
  private final MultivaluedMap<String, String> recorder = Description.recorder(read);

  @Test
  void everyParameterOfAListIsDescribed() {
    ObservationsResource observations = new ObservationsResource();
    observations.clock = CLOCK;
    observations.conditions(new Parameters(recorder));
    Page.of(new Parameters(recorder));
    assertEquals(read, description.parameters("/api/v1/observations"));
    read.clear();
    AnalysisResource analysis = new AnalysisResource();
    analysis.clock = CLOCK;
    analysis.conditions(new Parameters(recorder));
    Page.of(new Parameters(recorder));
    assertEquals(read, description.parameters("/api/v1/analysis"));
  }

  @Test
  void everyParameterOfCountsIsDescribed() {
    new ObservationCounts(recorder, CLOCK).statement();
    assertEquals(read, description.parameters("/api/v1/aggregation/observations"));
    read.clear();
    new AnalysisCounts(recorder, CLOCK).statement();
    assertEquals(read, description.parameters("/api/v1/aggregation/analysis"));
  }
}
