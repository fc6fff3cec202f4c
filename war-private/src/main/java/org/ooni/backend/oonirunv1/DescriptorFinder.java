// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirunv1;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.session.AccountId;

/** Reads descriptors, as they are answered: times in UTC with milliseconds. */
@ApplicationScoped
class DescriptorFinder {

  private static final String FIND =
      """
      select d.*, l.creator_account_id
      from oonirun_v1_descriptor d
      join oonirun_v1 l on l.ooni_run_link_id = d.ooni_run_link_id
      where d.ooni_run_link_id = ?
        and d.descriptor_creation_time = coalesce(?, d.descriptor_creation_time)
      order by d.descriptor_creation_time desc
      limit 1
      """;

  // the newest, shown oldest first
  private static final String LIST =
      """
      select *
      from (
        select d.ooni_run_link_id, d.descriptor_creation_time, d.translation_creation_time,
          d.archived, d.author, d.name, d.short_description, d.icon, l.creator_account_id
        from oonirun_v1_descriptor d
        join oonirun_v1 l on l.ooni_run_link_id = d.ooni_run_link_id
        where (? or not d.archived)
          and l.creator_account_id = coalesce(?, l.creator_account_id)
          and (? or d.ooni_run_link_id = any (?))
          and (? or not exists (
            select 1
            from oonirun_v1_descriptor later
            where later.ooni_run_link_id = d.ooni_run_link_id
              and later.translation_creation_time > d.translation_creation_time))
        order by d.descriptor_creation_time desc, d.ooni_run_link_id desc
        limit ?
      ) newest
      order by descriptor_creation_time, translation_creation_time, ooni_run_link_id
      """;

  /** More than there ever were; what is listed has no documents in it. */
  private static final int MOST = 1000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Inject ReadDatabase database;

  /** A descriptor of a link: the one of a time, or the latest. */
  Optional<ObjectNode> find(long id, Optional<Instant> created, Optional<AccountId> reader) {
    return database.ask(
        FIND,
        statement -> {
          statement.setLong(1, id);
          statement.setObject(
              2,
              created.map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null),
              Types.TIMESTAMP_WITH_TIMEZONE);
          try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(whole(row, reader)) : Optional.empty();
          }
        });
  }

  /** At most {@value #MOST} descriptors without their documents, the newest, oldest first. */
  List<ObjectNode> list(ListFilter filter, Optional<AccountId> reader) {
    return database.ask(LIST, statement -> list(statement, filter, reader));
  }

  private static List<ObjectNode> list(
      PreparedStatement statement, ListFilter filter, Optional<AccountId> reader)
      throws SQLException {
    Optional<AccountId> creator = reader.filter(account -> filter.onlyMine());
    statement.setBoolean(1, filter.includeArchived());
    statement.setString(2, creator.map(AccountId::text).orElse(null));
    statement.setBoolean(3, filter.ids().isEmpty());
    statement.setArray(
        4, statement.getConnection().createArrayOf("bigint", filter.ids().toArray()));
    statement.setBoolean(5, !filter.onlyLatest());
    statement.setInt(6, MOST);
    List<ObjectNode> descriptors = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        ObjectNode descriptor = common(row, reader);
        descriptor.put("author", row.getString("author"));
        descriptor.put("icon", row.getString("icon"));
        descriptor.put("name", row.getString("name"));
        descriptor.put("ooni_run_link_id", row.getLong("ooni_run_link_id"));
        descriptor.put("short_description", row.getString("short_description"));
        descriptors.add(descriptor);
      }
    }
    return descriptors;
  }

  private static ObjectNode whole(ResultSet row, Optional<AccountId> reader) throws SQLException {
    ObjectNode descriptor = common(row, reader);
    descriptor.putRawValue("descriptor", new RawValue(row.getString("descriptor")));
    descriptor.put("v", 1);
    return descriptor;
  }

  private static ObjectNode common(ResultSet row, Optional<AccountId> reader) throws SQLException {
    String creator = row.getString("creator_account_id");
    ObjectNode descriptor = JsonNodeFactory.instance.objectNode();
    descriptor.put("archived", row.getBoolean("archived"));
    descriptor.put("descriptor_creation_time", time(row, "descriptor_creation_time"));
    descriptor.put("mine", reader.map(AccountId::text).filter(creator::equals).isPresent());
    descriptor.put("translation_creation_time", time(row, "translation_creation_time"));
    return descriptor;
  }

  private static String time(ResultSet row, String column) throws SQLException {
    return TIME.format(row.getObject(column, OffsetDateTime.class));
  }
}
