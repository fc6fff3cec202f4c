// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads links out of the tables {@code oonirun}, {@code _revision} and {@code _nettest}. */
final class LinkRows {

  /** Columns of a link {@code l} with its revision {@code r}. */
  static final String COLUMNS =
      """
      l.oonirun_link_id, l.creator_account_id, l.date_created, l.date_updated, l.expiration_date,
        l.name, l.name_intl, l.short_description, l.short_description_intl, l.description,
        l.description_intl, l.author, l.icon, l.color, r.revision,
        r.date_created as revision_created,
        coalesce((
          select json_agg(json_build_object(
              'test_name', n.test_name,
              'inputs', n.inputs,
              'options', n.options,
              'is_background_run_enabled_default', n.is_background_run_enabled_default,
              'is_manual_run_enabled_default', n.is_manual_run_enabled_default,
              'targets_name', n.targets_name,
              'inputs_extra', n.inputs_extra) order by n.nettest_index)
          from oonirun_nettest n
          where n.oonirun_link_id = r.oonirun_link_id and n.revision = r.revision
        ), '[]') as nettests
      """;

  private static final String FIND =
      "select "
          + COLUMNS
          + """
          from oonirun l
          join oonirun_revision r on r.oonirun_link_id = l.oonirun_link_id
          where l.oonirun_link_id = ? and r.revision = coalesce(?, r.revision)
          order by r.revision desc
          limit 1
          """;

  private LinkRows() {}

  /** A link with one revision, the latest when none is given. */
  static Optional<Link> find(Connection connection, String id, OptionalInt revision)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, id);
      Integer number = revision.isPresent() ? revision.getAsInt() : null;
      find.setObject(2, number, Types.INTEGER);
      try (ResultSet row = find.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  /** The link in a row of {@link #COLUMNS}. */
  static Link read(ResultSet row) throws SQLException {
    LinkTexts texts =
        new LinkTexts(
            row.getString("name"),
            row.getString("short_description"),
            row.getString("description"),
            row.getString("author"),
            optional(row, "name_intl"),
            optional(row, "short_description_intl"),
            optional(row, "description_intl"),
            optional(row, "icon"),
            optional(row, "color"),
            time(row, "expiration_date"));
    return new Link(
        row.getString("oonirun_link_id"),
        row.getString("creator_account_id"),
        time(row, "date_created"),
        time(row, "date_updated"),
        texts,
        row.getInt("revision"),
        time(row, "revision_created"),
        row.getString("nettests"));
  }

  private static Optional<String> optional(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
