// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.ooni.backend.apidocs.Description;
import org.ooni.backend.queries.Parameters;

/** The description of the API and the code say the same. */
class DescriptionTest {

  private static final String LIST = "/api/v1/measurements";

  private final Description description = new Description();

  @Test
  void everyParameterOfAListIsDescribed() {
    Set<String> read = new TreeSet<>();
    MultivaluedMap<String, String> recorder = Description.recorder(read);
    new ListRequest(recorder, Clock.systemUTC()).query();
    ListFormat.of(new Parameters(recorder));
    read.add("download");
    assertEquals(read, description.parameters(LIST));
    assertTrue(read.size() > 20, read.toString());
  }

  @Test
  void everyItemOfAListIsDescribed() throws IOException {
    List<String> item =
        description.names("components", "schemas", "ListedMeasurement", "properties");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvRows rows = new CsvRows(out, uid -> uid);
    rows.end();
    assertEquals(String.join(",", item), out.toString(StandardCharsets.UTF_8).strip());
  }

  @Test
  void everyProblemOfAReaderIsDescribed() {
    assertEquals(
        List.of("200", "304", "400", "403", "422", "429", "503", "504"),
        description.statuses(LIST));
  }
}
