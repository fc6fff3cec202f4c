// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ooni.backend.json.JsonWriter;

/** Small reports of the old form, and what becomes of them. */
final class Reports {

  static final ObjectMapper JSON = new ObjectMapper();

  private Reports() {}

  /** The only measurement of a report with this header and this entry. */
  static JsonNode normalised(String header, String entry) throws IOException {
    JsonNode all = normalised("---\n" + header + "\n...\n---\n" + entry + "\n...\n");
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " measurements instead of one");
    }
    return all.get(0);
  }

  /** All measurements of the report. */
  static JsonNode normalised(String report) throws IOException {
    byte[] file = report.getBytes(StandardCharsets.UTF_8);
    List<LegacyMeasurement> measurements = measurements(file, "2015-09-04", "made-up");
    return JSON.readTree(measurements.stream().map(Reports::text).toList().toString());
  }

  /** All measurements of a report file. */
  static List<LegacyMeasurement> measurements(byte[] file, String bucketDate, String fileName)
      throws IOException {
    LegacyReport report = new LegacyReport(new ByteArrayInputStream(file), bucketDate, fileName);
    List<LegacyMeasurement> measurements = new ArrayList<>();
    for (Optional<LegacyReport.Entry> entry = report.next();
        entry.isPresent();
        entry = report.next()) {
      if (entry.get() instanceof LegacyReport.Entry.Kept kept) {
        measurements.add(kept.measurement());
      }
    }
    return measurements;
  }

  static JsonNode json(String text) throws IOException {
    return JSON.readTree(text.replace('\'', '"'));
  }

  static String text(LegacyMeasurement measurement) {
    return new JsonWriter().write(measurement.content());
  }
}
