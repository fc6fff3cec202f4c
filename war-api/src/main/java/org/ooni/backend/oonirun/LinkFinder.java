// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.session.AccountId;

/** Finds links. */
@ApplicationScoped
class LinkFinder {

  private static final String PAGE =
      "select "
          + LinkRows.COLUMNS
          + """
          from oonirun l
          cross join lateral (
            select oonirun_link_id, revision, date_created
            from oonirun_revision
            where oonirun_link_id = l.oonirun_link_id
            order by revision desc
            limit 1
          ) r
          where (? or l.expiration_date >= ?)
            and l.creator_account_id = coalesce(?, l.creator_account_id)
          order by l.date_created desc, length(l.oonirun_link_id) desc, l.oonirun_link_id desc
          limit ? offset ?
          """;

  private static final String REVISIONS =
      """
      select revision
      from oonirun_revision
      where oonirun_link_id = ?
      order by revision desc
      """;

  private static final Pattern ID = Pattern.compile("[0-9]{1,19}");
  private static final int FETCHED_ROWS = 50;

  /** Characters after which a page ends, so that no answer fills the memory. */
  private static final int MOST_CHARACTERS = 2 << 20;

  @Inject ReadDatabase database;

  /** Some links in order, and whether there are more behind them. */
  record Page(List<Link> links, boolean hasMore) {}

  /** Whether a link may have this id. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** A link with one revision, the latest when none is given. */
  Optional<Link> find(String id, OptionalInt revision) {
    return isId(id)
        ? database.with(connection -> LinkRows.find(connection, id, revision))
        : Optional.empty();
  }

  /** Numbers of the revisions of a link, newest first; none when there is no such link. */
  List<Integer> revisions(String id) {
    return isId(id) ? database.ask(REVISIONS, statement -> numbers(statement, id)) : List.of();
  }

  /**
   * Links with their latest revision, newest first by when they were made, then by their id.
   *
   * @param creator of whom, nothing for all
   */
  Page list(LinkFilter filter, Optional<AccountId> creator, Instant now) {
    return database.with(
        connection -> {
          // the driver fetches in portions only within a transaction
          connection.setAutoCommit(false);
          try (PreparedStatement list = connection.prepareStatement(PAGE)) {
            database.limit(list);
            list.setFetchSize(FETCHED_ROWS);
            list.setBoolean(1, filter.isExpired());
            list.setObject(2, now.atOffset(ZoneOffset.UTC));
            list.setString(3, creator.map(AccountId::text).orElse(null));
            list.setInt(4, filter.limit() + 1);
            list.setInt(5, filter.offset());
            return page(list, filter.limit());
          } finally {
            connection.rollback();
            connection.setAutoCommit(true);
          }
        });
  }

  private static Page page(PreparedStatement list, int limit) throws SQLException {
    List<Link> links = new ArrayList<>();
    long characters = 0;
    try (ResultSet row = list.executeQuery()) {
      while (row.next()) {
        if (links.size() == limit || characters > MOST_CHARACTERS) {
          return new Page(links, true);
        }
        Link link = LinkRows.read(row);
        characters += link.length();
        links.add(link);
      }
    }
    return new Page(links, false);
  }

  private static List<Integer> numbers(PreparedStatement statement, String id) throws SQLException {
    statement.setString(1, id);
    List<Integer> numbers = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        numbers.add(row.getInt(1));
      }
    }
    return numbers;
  }
}
