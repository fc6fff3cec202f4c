// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import org.ooni.backend.database.WriteDatabase;
import org.ooni.backend.problem.Forbidden;
import org.ooni.backend.problem.NotFound;
import org.ooni.backend.session.Session;

/** Makes and changes links; each change is one transaction. */
@ApplicationScoped
class LinkEditor {

  private static final String CREATE =
      """
      insert into oonirun (name, name_intl, short_description, short_description_intl, description,
        description_intl, author, icon, color, expiration_date, date_updated, date_created,
        creator_account_id)
      values (?, cast(? as json), ?, cast(? as json), ?, cast(? as json), ?, ?, ?, ?, ?, ?, ?)
      returning oonirun_link_id
      """;

  private static final String UPDATE =
      """
      update oonirun
      set name = ?, name_intl = cast(? as json), short_description = ?,
        short_description_intl = cast(? as json), description = ?,
        description_intl = cast(? as json), author = ?, icon = ?, color = ?, expiration_date = ?,
        date_updated = ?
      where oonirun_link_id = ?
      """;

  /** Whoever edits the same link waits here, and sees what the one before has saved. */
  private static final String LOCK =
      """
      select 1
      from oonirun
      where oonirun_link_id = ?
      for update
      """;

  private static final String ADD_REVISION =
      """
      insert into oonirun_revision (oonirun_link_id, revision, date_created, account_id)
      values (?, ?, ?, ?)
      """;

  private static final String ADD_NETTEST =
      """
      insert into oonirun_nettest (oonirun_link_id, revision, nettest_index, date_created,
        test_name, inputs, options, is_background_run_enabled_default,
        is_manual_run_enabled_default, targets_name, inputs_extra)
      values (?, ?, ?, ?, ?, ?, cast(? as json), ?, ?, ?, cast(? as json))
      """;

  @Inject WriteDatabase database;

  /** Makes a link with its first revision. */
  Link create(Session session, LinkRequest request, Instant now) {
    return database.inTransaction(
        connection -> {
          String id = insert(connection, session, request.texts(), now);
          addRevision(connection, id, 1, session, request.nettests(), now);
          return LinkRows.find(connection, id, OptionalInt.empty()).orElseThrow();
        });
  }

  /**
   * Replaces what a link says; its nettests get a new revision when they differ from the latest.
   *
   * @throws NotFound when there is no such link, or it is not the session's to edit
   * @throws Forbidden when it is over
   */
  Link edit(Session session, String id, LinkRequest request, Instant now) {
    return database.inTransaction(
        connection -> {
          lock(connection, id);
          Link link =
              LinkRows.find(connection, id, OptionalInt.empty())
                  .filter(found -> session.isAdmin() || found.isOf(session))
                  .orElseThrow(() -> new NotFound("OONI Run link not found"));
          if (link.isExpired(now)) {
            throw new Forbidden("OONI Run link has expired and cannot be edited");
          }
          if (!Nettests.parse(link.nettests()).equals(request.nettests())) {
            addRevision(connection, id, link.revision() + 1, session, request.nettests(), now);
          }
          update(connection, id, request.texts(), now);
          return LinkRows.find(connection, id, OptionalInt.empty()).orElseThrow();
        });
  }

  private static void lock(Connection connection, String id) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setString(1, id);
      lock.execute();
    }
  }

  private static String insert(Connection connection, Session session, LinkTexts texts, Instant now)
      throws SQLException {
    try (PreparedStatement create = connection.prepareStatement(CREATE)) {
      int next = bind(create, texts, now);
      create.setObject(next, now.atOffset(ZoneOffset.UTC));
      create.setString(next + 1, session.account().text());
      try (ResultSet row = create.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private static void update(Connection connection, String id, LinkTexts texts, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      update.setString(bind(update, texts, now), id);
      update.executeUpdate();
    }
  }

  /** Binds what both statements begin with; returns the index of the next parameter. */
  private static int bind(PreparedStatement statement, LinkTexts texts, Instant now)
      throws SQLException {
    statement.setString(1, texts.name());
    statement.setString(2, texts.nameIntl().orElse(null));
    statement.setString(3, texts.shortDescription());
    statement.setString(4, texts.shortDescriptionIntl().orElse(null));
    statement.setString(5, texts.description());
    statement.setString(6, texts.descriptionIntl().orElse(null));
    statement.setString(7, texts.author());
    statement.setString(8, texts.icon().orElse(null));
    statement.setString(9, texts.color().orElse(null));
    statement.setObject(10, texts.expiration().atOffset(ZoneOffset.UTC));
    statement.setObject(11, now.atOffset(ZoneOffset.UTC));
    return 12;
  }

  private static void addRevision(
      Connection connection,
      String id,
      int revision,
      Session session,
      ArrayNode nettests,
      Instant now)
      throws SQLException {
    try (PreparedStatement add = connection.prepareStatement(ADD_REVISION)) {
      add.setString(1, id);
      add.setInt(2, revision);
      add.setObject(3, now.atOffset(ZoneOffset.UTC));
      add.setString(4, session.account().text());
      add.executeUpdate();
    }
    try (PreparedStatement add = connection.prepareStatement(ADD_NETTEST)) {
      for (int index = 0; index < nettests.size(); index++) {
        JsonNode nettest = nettests.get(index);
        add.setString(1, id);
        add.setInt(2, revision);
        add.setInt(3, index);
        add.setObject(4, now.atOffset(ZoneOffset.UTC));
        add.setString(5, nettest.get("test_name").textValue());
        add.setArray(6, texts(connection, nettest.get("inputs")));
        add.setString(7, nettest.get("options").toString());
        add.setBoolean(8, nettest.get(Nettests.FLAGS.get(0)).booleanValue());
        add.setBoolean(9, nettest.get(Nettests.FLAGS.get(1)).booleanValue());
        add.setString(10, nettest.get("targets_name").textValue());
        JsonNode extra = nettest.get("inputs_extra");
        add.setString(11, extra.isNull() ? null : extra.toString());
        add.addBatch();
      }
      add.executeBatch();
    }
  }

  private static Array texts(Connection connection, JsonNode array) throws SQLException {
    if (array.isNull()) {
      return null;
    }
    String[] texts = new String[array.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = array.get(i).textValue();
    }
    return connection.createArrayOf("text", texts);
  }
}
