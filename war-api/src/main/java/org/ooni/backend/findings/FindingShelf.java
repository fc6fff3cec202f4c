// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.findings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.session.Session;

/** Reads findings: what is published for everybody, drafts for whoever is logged in. */
@ApplicationScoped
class FindingShelf {

  private static final String VISIBLE = "not deleted and (published or ?)";

  private static final String SEARCH =
      "select * from oonifinding where "
          + VISIBLE
          + """
           and (cardinality(cast(? as text[])) = 0 or themes && cast(? as text[]))
            and (cardinality(cast(? as text[])) = 0 or country_codes && cast(? as text[]))
            and (cardinality(cast(? as bigint[])) = 0 or asns && cast(? as bigint[]))
            and (cardinality(cast(? as text[])) = 0 or domains && cast(? as text[]))
            and creator_account_id = coalesce(cast(? as text), creator_account_id)
          order by start_time desc, finding_id
          """;

  private static final String SHOW =
      "select * from oonifinding where " + VISIBLE + " and (finding_id = ? or finding_slug = ?)";

  @Inject ReadDatabase database;

  /** Those that the reader may see, the latest incident first, without their texts. */
  List<ShownFinding> search(FindingSearch search, Optional<Session> reader) {
    return database.with(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(SEARCH)) {
            database.limit(select);
            Array themes = connection.createArrayOf("text", search.themes().toArray());
            Array countries = connection.createArrayOf("text", search.countryCodes().toArray());
            Array asns = connection.createArrayOf("bigint", search.asns().toArray());
            Array domains = connection.createArrayOf("text", search.domains().toArray());
            select.setBoolean(1, reader.isPresent());
            int parameter = 1;
            for (Array any : List.of(themes, countries, asns, domains)) {
              select.setArray(++parameter, any);
              select.setArray(++parameter, any);
            }
            select.setString(++parameter, search.creator().orElse(null));
            return shown(select, reader, false);
          }
        });
  }

  /** The one with this id, or this slug, if the reader may see it. */
  Optional<ShownFinding> show(String idOrSlug, Optional<Session> reader) {
    return database.with(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(SHOW)) {
            database.limit(select);
            boolean id = idOrSlug.chars().allMatch(c -> c >= '0' && c <= '9');
            select.setBoolean(1, reader.isPresent());
            select.setString(2, id ? idOrSlug : null);
            select.setString(3, id ? null : idOrSlug);
            return shown(select, reader, true).stream().findFirst();
          }
        });
  }

  private static List<ShownFinding> shown(
      PreparedStatement select, Optional<Session> reader, boolean withText) throws SQLException {
    List<ShownFinding> shown = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        shown.add(ShownFinding.of(row, reader, withText));
      }
    }
    return shown;
  }
}
