// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;

/** Fetches feeds that are due and that no other node is fetching. */
final class FeedRun {

  static final Meter ROWS = Meter.gauge("feed_rows", "Rows or records in use", "feed");
  static final Meter SKIPPED =
      Meter.gauge("feed_rows_skipped", "Rows that this node found not usable last", "feed");
  static final Meter AGE =
      Meter.gauge("feed_age_seconds", "Since it was last fetched or found unchanged", "feed");
  static final Meter FAILURES =
      Meter.counter("feed_failures_total", "Runs of this node that failed", "feed");

  private static final Logger LOG = Logger.getLogger(FeedRun.class);
  private static final Duration STORING = Duration.ofMinutes(5);

  private final DataSource database;
  private final FetchRules rules;
  private final Meters meters;
  private final TimerRuns runs;
  private final Map<String, Instant> seen = new ConcurrentHashMap<>();

  FeedRun(DataSource database, FetchRules rules, Meters meters, TimerRuns runs) {
    this.database = database;
    this.rules = rules;
    this.meters = meters;
    this.runs = runs;
  }

  /** Fetches the feed when it is due, and tells it when there is something new. */
  void run(Feed feed) {
    try {
      Optional<FeedTable.Claim> claim = claim(feed);
      if (claim.isPresent()) {
        work(feed, claim.get());
      }
      observe(feed);
    } catch (SQLException e) {
      meters.add(FAILURES, feed.name(), 1);
      LOG.warnf("feed %s waits for the database: SQLSTATE %s", feed.name(), e.getSQLState());
    }
  }

  private Optional<FeedTable.Claim> claim(Feed feed) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Duration lease = rules.totalTimeout.plus(STORING);
      return new FeedTable(connection).claim(feed.name(), lease, feed.isMissing());
    }
  }

  private void work(Feed feed, FeedTable.Claim claim) throws SQLException {
    try (TimerRuns.Run run = runs.begin(timer(feed))) {
      // what is missing is fetched whole, whatever was known of it
      Map<String, String> known = feed.isMissing() ? Map.of() : claim.validators();
      Optional<Fetcher.Feedful> fetched = new Fetcher(rules).fetch(feed.locations(), known);
      if (fetched.isEmpty()) {
        try (Connection connection = database.getConnection()) {
          new FeedTable(connection).unchanged(claim, feed.interval());
        }
        run.succeeded();
        return;
      }
      Content content = feed.read(fetched.get().parts());
      store(feed, claim, content, fetched.get().validators());
      meters.set(SKIPPED, feed.name(), content.skipped());
      LOG.infof(
          "feed fetched name=%s rows=%d skipped=%d",
          feed.name(), content.rows(), content.skipped());
      run.succeeded();
    } catch (FeedRefused e) {
      failed(feed, claim, e.getMessage());
    } catch (IOException e) {
      failed(feed, claim, "not_stored");
    } catch (SQLException e) {
      failed(feed, claim, "database_" + e.getSQLState());
    }
  }

  /** The name of the feed, without that of the node. */
  private static String timer(Feed feed) {
    return "feed_" + feed.name().replaceFirst("@.*", "");
  }

  private void store(
      Feed feed, FeedTable.Claim claim, Content content, Map<String, String> validators)
      throws SQLException, IOException, FeedRefused {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        content.store().in(connection);
        new FeedTable(connection).changed(claim, feed.interval(), content.rows(), validators);
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private void failed(Feed feed, FeedTable.Claim claim, String reason) throws SQLException {
    meters.add(FAILURES, feed.name(), 1);
    LOG.warnf("feed not fetched, the last good one stays: name=%s reason=%s", feed.name(), reason);
    try (Connection connection = database.getConnection()) {
      new FeedTable(connection).failed(claim, rules.retry, reason);
    }
  }

  private void observe(Feed feed) throws SQLException {
    Optional<FeedTable.State> state;
    try (Connection connection = database.getConnection()) {
      state = new FeedTable(connection).state(feed.name());
    }
    if (state.isEmpty()) {
      return;
    }
    meters.set(ROWS, feed.name(), state.get().rows());
    meters.set(AGE, feed.name(), state.get().age().toSeconds());
    Instant change = state.get().lastChange().orElse(Instant.MIN);
    if (!change.equals(seen.put(feed.name(), change))) {
      feed.changed();
    }
  }
}
