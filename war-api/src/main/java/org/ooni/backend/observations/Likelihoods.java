// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes groups of {@link AnalysisCounts} as JSON. */
final class Likelihoods {

  private static final double LIKELY = 0.5;

  private static final List<String> LAYERS = List.of("dns", "tcp", "tls");
  private static final List<String> STATES = List.of("blocked", "down", "ok");

  private static final List<String> KEYS =
      List.of(
          "measurement_start_day",
          "domain",
          "probe_cc",
          "probe_asn",
          "test_name",
          "input",
          "measurement_uid");

  private Likelihoods() {}

  /** A protocol that is likely to be blocked, with how. */
  private record Blocked(String outcome, double likelihood) {}

  /** Writes an array of all groups and tells their number. */
  static int write(ResultSet row, JsonGenerator json) throws SQLException, IOException {
    Set<String> columns = new HashSet<>();
    ResultSetMetaData found = row.getMetaData();
    for (int i = 1; i <= found.getColumnCount(); i++) {
      columns.add(found.getColumnLabel(i));
    }
    int count = 0;
    json.writeStartArray();
    while (row.next()) {
      json.writeStartObject();
      json.writeNumberField("count", row.getLong("count"));
      for (String key : KEYS) {
        json.writeFieldName(key);
        Object value = columns.contains(key) ? row.getObject(key) : null;
        json.writePOJO("".equals(value) && key.equals("measurement_start_day") ? null : value);
      }
      writeLayers(row, json);
      json.writeEndObject();
      count++;
    }
    json.writeEndArray();
    return count;
  }

  private static void writeLayers(ResultSet row, JsonGenerator json)
      throws SQLException, IOException {
    List<Blocked> likely = new ArrayList<>();
    json.writeObjectFieldStart("loni");
    for (String layer : LAYERS) {
      for (String state : STATES) {
        json.writeFieldName(layer + "_" + state);
        double likelihood = row.getDouble(layer + "_" + state);
        json.writePOJO(Double.isFinite(likelihood) ? likelihood : null);
      }
      String outcome = row.getString(layer + "_outcome");
      json.writeStringField(layer + "_blocked_outcome", outcome);
      double blocked = row.getDouble(layer + "_blocked");
      if (blocked > LIKELY) {
        likely.add(new Blocked(layer + "." + outcome, blocked));
      }
    }
    likely.sort(Comparator.comparingDouble(Blocked::likelihood).reversed());
    json.writeArrayFieldStart("likely_blocked_protocols");
    for (Blocked one : likely) {
      json.writeStartArray();
      json.writeString(one.outcome());
      json.writeNumber(one.likelihood());
      json.writeEndArray();
    }
    json.writeEndArray();
    Blocked most = likely.isEmpty() ? new Blocked("none", 0) : likely.get(0);
    json.writeStringField("blocked_max_outcome", most.outcome());
    json.writeNumberField("blocked_max", most.likelihood());
    json.writeEndObject();
  }
}
