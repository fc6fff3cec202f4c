// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.measurement.Verification;
import org.ooni.backend.queries.Conditions;

/** Reads a page of the table {@code fastpath} and writes it as JSON (measurement API 3.1). */
@ApplicationScoped
class MeasurementList {

  private static final JsonFactory JSON = new JsonFactory();

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  @Inject ReadDatabase database;

  @Inject
  @ConfigProperty(name = "BASE_URL")
  URI baseUrl;

  /**
   * Writes a JSON array.
   *
   * @return the number of its items
   */
  int write(MeasurementQuery query, OutputStream out) {
    Conditions.Statement asked = query.statement();
    return database.askInPortions(
        asked.sql(),
        statement -> {
          asked.bindTo(statement);
          return write(statement, out);
        });
  }

  private int write(PreparedStatement statement, OutputStream out) throws SQLException {
    int count = 0;
    try (ResultSet row = statement.executeQuery();
        JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartArray();
      while (row.next()) {
        write(row, json);
        count++;
      }
      json.writeEndArray();
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException("page not written", e);
    }
  }

  private void write(ResultSet row, JsonGenerator json) throws SQLException, IOException {
    String uid = row.getString("measurement_uid");
    String input = row.getString("input");
    json.writeStartObject();
    json.writeStringField("measurement_uid", uid);
    json.writeStringField("measurement_url", url(uid));
    json.writeStringField("report_id", row.getString("report_id"));
    json.writeStringField("probe_cc", row.getString("probe_cc"));
    json.writeStringField("probe_asn", "AS" + row.getLong("probe_asn"));
    json.writeStringField("test_name", row.getString("test_name"));
    json.writeStringField("measurement_start_time", time(row));
    json.writeStringField("input", input.isEmpty() ? null : input);
    json.writeBooleanField("anomaly", row.getBoolean("anomaly"));
    json.writeBooleanField("confirmed", row.getBoolean("confirmed"));
    json.writeBooleanField("failure", row.getBoolean("msm_failure"));
    json.writeFieldName("scores");
    json.writeRawValue(row.getString("scores"));
    json.writeStringField(
        "verification_status", Verification.ofColumn(row.getString("is_verified")).text());
    json.writeEndObject();
  }

  private String url(String uid) {
    return baseUrl
        + "/api/v1/raw_measurement?measurement_uid="
        + URLEncoder.encode(uid, StandardCharsets.UTF_8);
  }

  private static String time(ResultSet row) throws SQLException {
    OffsetDateTime time = row.getObject("measurement_start_time", OffsetDateTime.class);
    return time == null ? null : TIME.format(time);
  }
}
