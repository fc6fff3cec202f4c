// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.queries.Conditions;

/** Counts measurements of torsf by day and country, and writes them as JSON. */
@ApplicationScoped
class TorsfStats {

  private static final JsonFactory JSON = new JsonFactory();

  private static final String HEAD =
      """
      select (coalesce(f.measurement_start_time, timestamptz 'epoch') at time zone 'UTC')::date,
        f.probe_cc, count(*) filter (where f.anomaly), count(*) filter (where f.confirmed),
        count(*) filter (where f.msm_failure), count(*)
      from fastpath f
      """;

  private static final String TAIL =
      """
      group by 1, 2
      order by 1, 2
      limit ?
      """;

  @Inject ReadDatabase database;

  @Inject
  @ConfigProperty(name = "AGGREGATION_MAXIMUM_GROUPS")
  int mostGroups;

  /**
   * Writes the whole answer.
   *
   * @param where what must be true of the rows of fastpath, which is called f
   * @throws BadRequest when there are more days and countries than an answer may have
   */
  void write(Conditions where, OutputStream out) {
    where.add("f.test_name = 'torsf'");
    Conditions.Statement asked = where.statement(HEAD, TAIL, mostGroups + 1);
    database.askInPortions(
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
      json.writeStartObject();
      json.writeNumberField("v", 0);
      json.writeArrayFieldStart("result");
      while (row.next()) {
        if (++count > mostGroups) {
          throw new BadRequest("The answer is too long. Narrow it by probe_cc, since or until");
        }
        write(row, json);
      }
      json.writeEndArray();
      json.writeEndObject();
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException("counts not written", e);
    }
  }

  private static void write(ResultSet row, JsonGenerator json) throws SQLException, IOException {
    long anomalies = row.getLong(3);
    long measurements = row.getLong(6);
    json.writeStartObject();
    json.writeStringField("measurement_start_day", row.getObject(1, LocalDate.class).toString());
    json.writeStringField("probe_cc", row.getString(2));
    json.writeNumberField("anomaly_count", anomalies);
    json.writeNumberField("confirmed_count", row.getLong(4));
    json.writeNumberField("failure_count", row.getLong(5));
    json.writeNumberField("measurement_count", measurements);
    json.writeNumberField("anomaly_rate", (double) anomalies / measurements);
    json.writeEndObject();
  }
}
