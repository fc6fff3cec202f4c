// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirunv1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.ooni.backend.database.WriteDatabase;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Forbidden;
import org.ooni.backend.session.AccountId;
import org.ooni.backend.session.Session;

/** Writes the tables {@code oonirun_v1} and {@code oonirun_v1_descriptor}. */
@ApplicationScoped
class DescriptorTable {

  private static final String ADD_LINK =
      """
      insert into oonirun_v1 (ooni_run_link_id, creator_account_id)
      values (?, ?)
      on conflict do nothing
      """;

  /** Whoever saves the same link waits here. */
  private static final String LOCK =
      """
      select creator_account_id
      from oonirun_v1
      where ooni_run_link_id = ?
      for update
      """;

  private static final String LATEST =
      """
      select descriptor_creation_time, translation_creation_time, descriptor
      from oonirun_v1_descriptor
      where ooni_run_link_id = ?
      order by descriptor_creation_time desc
      limit 1
      """;

  private static final String SAVE =
      """
      insert into oonirun_v1_descriptor (ooni_run_link_id, descriptor_creation_time,
        translation_creation_time, descriptor, author, name, short_description, icon)
      values (?, ?, ?, cast(? as json), ?, ?, ?, ?)
      on conflict (ooni_run_link_id, descriptor_creation_time) do update
      set translation_creation_time = excluded.translation_creation_time, archived = false,
        descriptor = excluded.descriptor, author = excluded.author, name = excluded.name,
        short_description = excluded.short_description, icon = excluded.icon
      """;

  private static final String ARCHIVE =
      """
      update oonirun_v1_descriptor
      set archived = true
      where ooni_run_link_id = ?
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject WriteDatabase database;

  private record Saved(Instant created, Instant translated, String document) {}

  /** Makes a link, unless there is one with this id. */
  boolean add(long id, AccountId creator, Descriptor descriptor, Instant now) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement add = connection.prepareStatement(ADD_LINK)) {
            add.setLong(1, id);
            add.setString(2, creator.text());
            if (add.executeUpdate() == 0) {
              return false;
            }
          }
          save(connection, id, now, now, descriptor);
          return true;
        });
  }

  /**
   * Saves a link anew. Its descriptor is a new one when probes would do something else; one that
   * only words it otherwise takes the place of the last. Either way it is not archived.
   *
   * @throws BadRequest when the link is not there, or not the account's
   */
  void replace(long id, AccountId account, Descriptor descriptor, Instant time) {
    database.inTransaction(
        connection -> {
          lock(connection, id)
              .filter(account.text()::equals)
              .orElseThrow(DescriptorTable::notFound);
          Saved last = latest(connection, id).orElseThrow(DescriptorTable::notFound);
          Instant now = after(last.translated(), time);
          boolean isSame = descriptor.isSameAs(parse(last.document()));
          save(connection, id, isSame ? last.created() : now, now, descriptor);
          return null;
        });
  }

  /**
   * Puts all descriptors of a link away.
   *
   * @throws BadRequest when the link is not there
   * @throws Forbidden when it is another's, and the session not an admin's
   */
  void archive(long id, Session session) {
    database.inTransaction(
        connection -> {
          String creator = lock(connection, id).orElseThrow(DescriptorTable::notFound);
          if (!session.isAdmin() && !creator.equals(session.account().text())) {
            throw new Forbidden("OONIRun descriptor of another account");
          }
          try (PreparedStatement archive = connection.prepareStatement(ARCHIVE)) {
            archive.setLong(1, id);
            return archive.executeUpdate();
          }
        });
  }

  private static Optional<String> lock(Connection connection, long id) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setLong(1, id);
      try (ResultSet row = lock.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private static Optional<Saved> latest(Connection connection, long id) throws SQLException {
    try (PreparedStatement latest = connection.prepareStatement(LATEST)) {
      latest.setLong(1, id);
      try (ResultSet row = latest.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Saved(
                    row.getObject(1, OffsetDateTime.class).toInstant(),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    row.getString(3)))
            : Optional.empty();
      }
    }
  }

  private static void save(
      Connection connection, long id, Instant created, Instant translated, Descriptor descriptor)
      throws SQLException {
    try (PreparedStatement save = connection.prepareStatement(SAVE)) {
      save.setLong(1, id);
      save.setObject(2, created.atOffset(ZoneOffset.UTC));
      save.setObject(3, translated.atOffset(ZoneOffset.UTC));
      save.setString(4, descriptor.document().toString());
      save.setString(5, descriptor.author());
      save.setString(6, descriptor.name());
      save.setString(7, descriptor.shortDescription());
      save.setString(8, descriptor.icon());
      save.executeUpdate();
    }
  }

  /** The time, moved on when the last save had the same or a later one: it is part of the key. */
  private static Instant after(Instant last, Instant time) {
    return time.isAfter(last) ? time : last.plus(1, ChronoUnit.MILLIS);
  }

  private static JsonNode parse(String document) {
    try {
      return JSON.readTree(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a descriptor is not JSON", e);
    }
  }

  private static BadRequest notFound() {
    return new BadRequest("OONIRun descriptor not found");
  }
}
