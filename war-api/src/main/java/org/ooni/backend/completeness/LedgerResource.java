// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.completeness;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ooni.backend.database.ReadDatabase;

/**
 * {@code GET /api/v1/ledger}: what became of the measurements of each hour. For an hour that is
 * through,
 *
 * <pre>
 * accepted = duplicate + scored + failed + unlisted + parked
 * scored + failed + unlisted + parked = archived = indexed
 * </pre>
 */
@Path("/api/v1/ledger")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class LedgerResource {

  private static final String HOURS =
      """
      SELECT hour, accepted, duplicate, scored, failed, unlisted, parked, unjudged, waiting,
        set_aside, archived, indexed, settled, counted_at
      FROM ledger WHERE hour >= ? AND hour < ? ORDER BY hour
      """;

  @Inject ReadDatabase database;
  @Inject Clock clock;

  /** The numbers of an hour; {@code accepted} is null when no accept log has told. */
  public record Hour(
      String hour,
      Long accepted,
      long duplicate,
      long scored,
      long failed,
      long unlisted,
      long parked,
      long unjudged,
      long waiting,
      long set_aside,
      long archived,
      long indexed,
      boolean settled,
      String counted_at) {}

  /** The answer. */
  public record Hours(List<Hour> results) {}

  /** Answers 200 with the hours that are known, the oldest first; cached for a minute. */
  @GET
  public Response ledger(@QueryParam("since") String since, @QueryParam("until") String until) {
    LedgerRange range =
        LedgerRange.of(Optional.ofNullable(since), Optional.ofNullable(until), clock.instant());
    List<Hour> hours =
        database.ask(
            HOURS,
            statement -> {
              statement.setString(1, range.firstHour());
              statement.setString(2, range.endHour());
              List<Hour> found = new ArrayList<>();
              try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                  found.add(hour(row));
                }
              }
              return found;
            });
    return Response.ok(new Hours(hours)).header(HttpHeaders.CACHE_CONTROL, "max-age=60").build();
  }

  private static Hour hour(ResultSet row) throws SQLException {
    String key = row.getString(1);
    return new Hour(
        "%s-%s-%sT%s:00:00Z"
            .formatted(
                key.substring(0, 4), key.substring(4, 6), key.substring(6, 8), key.substring(8)),
        row.getObject(2, Long.class),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getBoolean(13),
        row.getObject(14, OffsetDateTime.class).toInstant().toString());
  }
}
