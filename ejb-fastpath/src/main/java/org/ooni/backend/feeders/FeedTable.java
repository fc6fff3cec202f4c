// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table {@code feed}: who fetches what, and when. Times are those of the database. */
final class FeedTable {

  private static final String CLAIM =
      """
      INSERT INTO feed AS known (name, due, claim)
      VALUES (?, now() + make_interval(secs => ?), ?)
      ON CONFLICT (name) DO UPDATE SET due = excluded.due, claim = excluded.claim
      WHERE known.due <= now() OR ? AND known.claim IS NULL AND known.failures = 0
      RETURNING validators
      """;
  private static final String CHANGED =
      """
      UPDATE feed
      SET due = now() + make_interval(secs => ?), claim = NULL, validators = ?::json,
          row_count = ?, last_success = now(), last_change = now(), failures = 0,
          last_failure = ''
      WHERE name = ? AND claim = ?
      """;
  private static final String UNCHANGED =
      """
      UPDATE feed
      SET due = now() + make_interval(secs => ?), claim = NULL, last_success = now(),
          failures = 0, last_failure = ''
      WHERE name = ? AND claim = ?
      """;
  private static final String FAILED =
      """
      UPDATE feed
      SET due = now() + make_interval(secs => ?), claim = NULL, failures = failures + 1,
          last_failure = ?
      WHERE name = ? AND claim = ?
      """;
  private static final String STATE =
      """
      SELECT last_success, last_change, row_count, extract(epoch FROM now() - last_success)::bigint
      FROM feed WHERE name = ?
      """;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection connection;

  FeedTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * A feed that this run may fetch.
   *
   * @param validators of the time before
   */
  record Claim(String feed, UUID id, Map<String, String> validators) {}

  /** What is known of a feed that was fetched before. */
  record State(Instant lastSuccess, Optional<Instant> lastChange, long rows, Duration age) {}

  /** Claims a feed when it is due, or when its content is missing after a success. */
  Optional<Claim> claim(String feed, Duration lease, boolean missing) throws SQLException {
    UUID id = UUID.randomUUID();
    try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
      claim.setString(1, feed);
      claim.setDouble(2, lease.toSeconds());
      claim.setObject(3, id);
      claim.setBoolean(4, missing);
      try (ResultSet row = claim.executeQuery()) {
        return row.next()
            ? Optional.of(new Claim(feed, id, validators(row.getString(1))))
            : Optional.empty();
      }
    }
  }

  /** New content is in use; part of the transaction that stores it. */
  void changed(Claim claim, Duration interval, long rows, Map<String, String> validators)
      throws SQLException, FeedRefused {
    try (PreparedStatement update = connection.prepareStatement(CHANGED)) {
      update.setDouble(1, interval.toSeconds());
      update.setString(2, JSON.valueToTree(validators).toString());
      update.setLong(3, rows);
      update.setString(4, claim.feed());
      update.setObject(5, claim.id());
      if (update.executeUpdate() != 1) {
        throw new FeedRefused(FeedRefused.Reason.CLAIM_LOST);
      }
    }
  }

  /** It is what it was before. */
  void unchanged(Claim claim, Duration interval) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(UNCHANGED)) {
      update.setDouble(1, interval.toSeconds());
      update.setString(2, claim.feed());
      update.setObject(3, claim.id());
      update.executeUpdate();
    }
  }

  /** It could not be had, or was not usable. */
  void failed(Claim claim, Duration retry, String reason) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(FAILED)) {
      update.setDouble(1, retry.toSeconds());
      update.setString(2, reason);
      update.setString(3, claim.feed());
      update.setObject(4, claim.id());
      update.executeUpdate();
    }
  }

  /** What is known; nothing before the first success. */
  Optional<State> state(String feed) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(STATE)) {
      select.setString(1, feed);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next() || row.getTimestamp(1) == null) {
          return Optional.empty();
        }
        return Optional.of(
            new State(
                row.getTimestamp(1).toInstant(),
                Optional.ofNullable(row.getTimestamp(2)).map(Timestamp::toInstant),
                row.getLong(3),
                Duration.ofSeconds(row.getLong(4))));
      }
    }
  }

  private static Map<String, String> validators(String json) throws SQLException {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new SQLException("feed.validators is not an object of texts", e);
    }
  }
}
