// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.queries.Conditions;

/** Asks the database, a portion of rows at a time. */
@ApplicationScoped
class Rows {

  private static final JsonFactory JSON = new ObjectMapper().getFactory();

  @Inject ReadDatabase database;

  /** What writes an answer's rows as JSON. */
  @FunctionalInterface
  interface Writing {
    /** Writes one value, and tells the number of rows. */
    int write(ResultSet rows, JsonGenerator json) throws SQLException, IOException;
  }

  /**
   * Writes rows as JSON.
   *
   * @return their number
   */
  int write(Conditions.Statement asked, OutputStream out, Writing writing) {
    return database.askInPortions(
        asked.sql(),
        statement -> {
          asked.bindTo(statement);
          return write(statement, out, writing);
        });
  }

  private static int write(PreparedStatement statement, OutputStream out, Writing writing)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery();
        JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      return writing.write(rows, json);
    } catch (IOException e) {
      throw new UncheckedIOException("rows not written", e);
    }
  }
}
