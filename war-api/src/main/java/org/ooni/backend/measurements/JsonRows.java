// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.UnaryOperator;

/** Items as JSON objects: of an array, or each on a line of its own. */
final class JsonRows implements RowWriter {

  private static final JsonFactory LINES =
      new JsonFactoryBuilder().rootValueSeparator("\n").build();

  private final JsonGenerator json;
  private final OutputStream out;
  private final UnaryOperator<String> urlOf;
  private final boolean lines;
  private boolean empty = true;

  /**
   * Writes what comes before the first item.
   *
   * @param urlOf the address of the body, by the id
   * @param lines whether each is on a line of its own, or all are an array
   */
  JsonRows(OutputStream out, UnaryOperator<String> urlOf, boolean lines) throws IOException {
    this.out = out;
    this.urlOf = urlOf;
    this.lines = lines;
    json = LINES.createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    if (!lines) {
      json.writeStartArray();
    }
  }

  @Override
  public void write(ListedMeasurement row) throws IOException {
    empty = false;
    json.writeStartObject();
    json.writeStringField("measurement_uid", row.uid());
    json.writeStringField("measurement_url", urlOf.apply(row.uid()));
    json.writeStringField("report_id", row.reportId());
    json.writeStringField("probe_cc", row.probeCc());
    json.writeStringField("probe_asn", row.probeAsn());
    json.writeStringField("probe_as_org_name", row.asName());
    json.writeStringField("test_name", row.testName());
    json.writeStringField("measurement_start_time", row.startTimeText());
    json.writeStringField("input", row.input());
    json.writeStringField("category_code", row.category());
    json.writeBooleanField("anomaly", row.anomaly());
    json.writeBooleanField("confirmed", row.confirmed());
    json.writeBooleanField("failure", row.failure());
    json.writeFieldName("scores");
    json.writeRawValue(row.scores());
    json.writeStringField("verification_status", row.verification().text());
    json.writeEndObject();
  }

  @Override
  public void end() throws IOException {
    if (!lines) {
      json.writeEndArray();
    }
    json.close();
    if (lines && !empty) {
      out.write('\n');
    }
  }
}
