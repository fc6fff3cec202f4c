// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.ooni.backend.database.ReadDatabase;

/**
 * The table {@code measurement_alias}: a second id that was given out for bytes that already had
 * one means the first.
 */
@ApplicationScoped
public class MeasurementAliases {

  private static final String FIRST_UID =
      """
      select alias_of
      from measurement_alias
      where measurement_uid = ?
      """;

  @Inject ReadDatabase database;

  /** For the container. */
  protected MeasurementAliases() {}

  /** Of a database. */
  public MeasurementAliases(ReadDatabase database) {
    this.database = database;
  }

  /** The id under which the measurement is stored; the given one when it is no alias. */
  public MeasurementUid resolve(MeasurementUid uid) {
    return database.ask(FIRST_UID, statement -> first(statement, uid));
  }

  private static MeasurementUid first(PreparedStatement statement, MeasurementUid uid)
      throws SQLException {
    statement.setString(1, uid.text());
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? new MeasurementUid(rows.getString(1)) : uid;
    }
  }
}
