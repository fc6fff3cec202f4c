// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.findings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.ooni.backend.session.Session;

/**
 * A finding as an answer has it (measurement API 6).
 *
 * @param text absent from the answer when null
 */
record ShownFinding(
    String id,
    String title,
    String short_description,
    String slug,
    String start_time,
    String end_time,
    String create_time,
    String update_time,
    String reported_by,
    String creator_account_id,
    String email_address,
    boolean published,
    String event_type,
    @JsonProperty("ASNs") List<Long> asns,
    @JsonProperty("CCs") List<String> ccs,
    List<String> themes,
    List<String> tags,
    List<String> test_names,
    List<String> domains,
    List<String> links,
    boolean mine,
    @JsonInclude(JsonInclude.Include.NON_NULL) String text) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * Of a row of the table.
   *
   * @param reader who asks: the address of the author is for admins only
   * @param withText whether the text is shown; if not, the answer has no such member
   */
  static ShownFinding of(ResultSet row, Optional<Session> reader, boolean withText)
      throws SQLException {
    String creator = row.getString("creator_account_id");
    boolean admin = reader.map(Session::isAdmin).orElse(false);
    return new ShownFinding(
        row.getString("finding_id"),
        row.getString("title"),
        row.getString("short_description"),
        row.getString("finding_slug"),
        time(row, "start_time"),
        time(row, "end_time"),
        time(row, "create_time"),
        time(row, "update_time"),
        row.getString("reported_by"),
        "",
        admin ? row.getString("email_address") : "",
        row.getBoolean("published"),
        row.getString("event_type"),
        List.of((Long[]) row.getArray("asns").getArray()),
        texts(row, "country_codes"),
        texts(row, "themes"),
        texts(row, "tags"),
        texts(row, "test_names"),
        texts(row, "domains"),
        texts(row, "links"),
        reader.map(session -> session.account().text().equals(creator)).orElse(false),
        withText ? row.getString("text") : null);
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static String time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : TIME.format(time);
  }
}
