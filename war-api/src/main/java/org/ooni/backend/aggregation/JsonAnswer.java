// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
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

  private static final SerializableString ANOMALIES = new SerializedString("anomaly_count");
  private static final SerializableString CONFIRMED = new SerializedString("confirmed_count");
  private static final SerializableString FAILURES = new SerializedString("failure_count");
  private static final SerializableString MEASUREMENTS = new SerializedString("measurement_count");
  private static final SerializableString OK = new SerializedString("ok_count");

  private final List<SerializedString> axes;
  private final JsonGenerator json;

  JsonAnswer(List<Axis> axes, OutputStream out) throws IOException {
    this.axes = axes.stream().map(axis -> new SerializedString(axis.key())).toList();
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
    write(ANOMALIES, group.anomalies());
    write(CONFIRMED, group.confirmed());
    write(FAILURES, group.failures());
    write(MEASUREMENTS, group.measurements());
    write(OK, group.ok());
    for (int i = 0; i < axes.size(); i++) {
      json.writeFieldName(axes.get(i));
      if (group.keys().get(i) instanceof Long number) {
        json.writeNumber(number);
      } else {
        json.writeString(group.keys().get(i).toString());
      }
    }
    json.writeEndObject();
  }

  private void write(SerializableString name, long count) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(count);
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
