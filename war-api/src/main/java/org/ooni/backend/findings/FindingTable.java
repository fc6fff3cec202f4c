// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.findings;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Conflict;
import org.ooni.backend.problem.NotFound;
import org.ooni.backend.session.Session;

/**
 * Writes the table {@code oonifinding}. Rows that are marked as deleted are not there for anybody.
 * The time of writing goes up by a second at least, so that it tells versions apart.
 */
@ApplicationScoped
class FindingTable {

  private static final String TAKEN = "23505";

  private static final String INSERT =
      """
      insert into oonifinding (title, short_description, text, finding_slug, start_time, end_time,
        reported_by, email_address, event_type, published, asns, country_codes, themes, tags,
        test_names, domains, links, update_time, finding_id, create_time, creator_account_id)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String UPDATE =
      """
      update oonifinding set title = ?, short_description = ?, text = ?,
        finding_slug = coalesce(?, finding_slug), start_time = ?, end_time = ?, reported_by = ?,
        email_address = ?, event_type = ?, published = ?, asns = ?, country_codes = ?, themes = ?,
        tags = ?, test_names = ?, domains = ?, links = ?, update_time = greatest(?, update_time + interval '1 second')
      where finding_id = ?
      """;

  private static final String LOCK =
      """
      select update_time from oonifinding
      where finding_id = ? and not deleted and (? or creator_account_id = ?)
      for update
      """;

  private static final String DELETE =
      "delete from oonifinding where finding_id = ? and (? or creator_account_id = ?)";

  private static final String IS_TAKEN =
      "select exists (select from oonifinding where finding_slug = ?)";

  private static final String PUBLISH =
      "update oonifinding set published = ?, update_time = greatest(?, update_time + interval '1 second')"
          + " where finding_id = ? and not deleted";

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  /** What is asked of one connection. */
  private interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /** This slug, or when another finding has it, one of its own for the finding with this id. */
  String free(String slug, String id) {
    boolean taken =
        run(
            connection -> {
              try (PreparedStatement ask = connection.prepareStatement(IS_TAKEN)) {
                ask.setString(1, slug);
                try (ResultSet row = ask.executeQuery()) {
                  return row.next() && row.getBoolean(1);
                }
              }
            });
    return taken ? Slug.distinct(slug, id) : slug;
  }

  /**
   * Adds one.
   *
   * @throws Conflict when there is one with the same slug
   */
  void insert(String id, Finding finding, String slug, String creator, Instant now) {
    run(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            int parameter = bind(insert, finding, Optional.of(slug), now);
            insert.setString(++parameter, id);
            insert.setObject(++parameter, seconds(now));
            insert.setString(++parameter, creator);
            return insert.executeUpdate();
          }
        });
  }

  /**
   * Replaces what is said in one.
   *
   * @throws NotFound when there is none that the writer may change
   * @throws Conflict when somebody changed it since the writer read it, or the slug is taken
   */
  void update(String id, Finding finding, Session writer, Instant now) {
    run(
        connection -> {
          connection.setAutoCommit(false);
          try {
            Instant written = lock(connection, id, writer);
            if (finding.seen().isPresent() && finding.seen().get().isBefore(written)) {
              throw new Conflict("The finding was changed since it was read: read it again");
            }
            try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
              int parameter = bind(update, finding, finding.slug(), now);
              update.setString(++parameter, id);
              update.executeUpdate();
            }
            connection.commit();
          } finally {
            connection.rollback();
            connection.setAutoCommit(true);
          }
          return null;
        });
  }

  /**
   * Takes one away.
   *
   * @throws NotFound when there is none that the writer may delete
   */
  void delete(String id, Session writer) {
    int deleted =
        run(
            connection -> {
              try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                bindOwner(delete, id, writer);
                return delete.executeUpdate();
              }
            });
    requireFound(deleted > 0);
  }

  /**
   * Shows one to everybody, or not any more.
   *
   * @throws NotFound when there is none
   */
  void publish(String id, boolean published, Instant now) {
    int changed =
        run(
            connection -> {
              try (PreparedStatement publish = connection.prepareStatement(PUBLISH)) {
                publish.setBoolean(1, published);
                publish.setObject(2, seconds(now));
                publish.setString(3, id);
                return publish.executeUpdate();
              }
            });
    requireFound(changed > 0);
  }

  private static void requireFound(boolean found) {
    if (!found) {
      throw new NotFound("OONI Finding not found");
    }
  }

  private static Instant lock(Connection connection, String id, Session writer)
      throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      bindOwner(lock, id, writer);
      try (ResultSet row = lock.executeQuery()) {
        requireFound(row.next());
        return row.getObject(1, OffsetDateTime.class).toInstant();
      }
    }
  }

  private static void bindOwner(PreparedStatement statement, String id, Session writer)
      throws SQLException {
    statement.setString(1, id);
    statement.setBoolean(2, writer.isAdmin());
    statement.setString(3, writer.account().text());
  }

  private static int bind(
      PreparedStatement statement, Finding finding, Optional<String> slug, Instant now)
      throws SQLException {
    Connection connection = statement.getConnection();
    int parameter = 0;
    statement.setString(++parameter, finding.title());
    statement.setString(++parameter, finding.shortDescription());
    statement.setString(++parameter, finding.text());
    statement.setString(++parameter, slug.orElse(null));
    statement.setObject(++parameter, seconds(finding.startTime()));
    statement.setObject(++parameter, finding.endTime().map(FindingTable::seconds).orElse(null));
    statement.setString(++parameter, finding.reportedBy());
    statement.setString(++parameter, finding.emailAddress());
    statement.setString(++parameter, finding.eventType());
    statement.setBoolean(++parameter, finding.published());
    statement.setArray(++parameter, connection.createArrayOf("bigint", finding.asns().toArray()));
    for (List<String> texts :
        List.of(
            finding.countryCodes(),
            finding.themes(),
            finding.tags(),
            finding.testNames(),
            finding.domains(),
            finding.links())) {
      statement.setArray(++parameter, connection.createArrayOf("text", texts.toArray()));
    }
    statement.setObject(++parameter, seconds(now));
    return parameter;
  }

  private static OffsetDateTime seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
  }

  private <T> T run(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      return work.with(connection);
    } catch (SQLException e) {
      if (TAKEN.equals(e.getSQLState())) {
        throw new Conflict("There is a finding with this slug already");
      }
      throw ReadDatabase.meaningOf(e);
    }
  }
}
