// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/**
 * The answer as JSON: with axes the result is an array, without it is the one object (measurement
 * API 4.3). Of the statistics those about bytes and rows read are not known.
 */
final class JsonAnswer implements Answer {

  private static final JsonFactory JSON = new JsonFactory();

  private final List<Axis> axes;
  private final JsonGenerator json;

  JsonAnswer(List<Axis> axes, OutputStream out) throws IOException {
    this.axes = axes;
    json = JSON.createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeNumberField("v", 0);
    json.writeNumberField("dimension_count", axes.size());
    json.writeFieldName("result");
    if (!axes.isEmpty()) {
      json.writeStartArray();
    }
  }

  @Override
  public void add(Group group) throws IOException {
    json.writeStartObject();
    json.writeNumberField("anomaly_count", group.anomalies());
    json.writeNumberField("confirmed_count", group.confirmed());
    json.writeNumberField("failure_count", group.failures());
    json.writeNumberField("measurement_count", group.measurements());
    json.writeNumberField("ok_count", group.ok());
    for (int i = 0; i < axes.size(); i++) {
      json.writeFieldName(axes.get(i).key());
      if (group.keys().get(i) instanceof Long number) {
        json.writeNumber(number);
      } else {
        json.writeString(group.keys().get(i).toString());
      }
    }
    json.writeEndObject();
  }

  @Override
  public void endGroups() throws IOException {
    if (!axes.isEmpty()) {
      json.writeEndArray();
    }
    json.flush();
  }

  @Override
  public void end(int groups, Duration elapsed) throws IOException {
    json.writeObjectFieldStart("db_stats");
    json.writeNumberField("row_count", groups);
    json.writeNumberField("bytes", 0);
    json.writeNumberField("total_row_count", groups);
    json.writeNumberField("elapsed_seconds", elapsed.toNanos() / 1e9);
    json.writeEndObject();
    json.writeEndObject();
    json.close();
  }
}
