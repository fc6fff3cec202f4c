// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.ooni.backend.geoip.GeoLookup;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;

/**
 * Looks each minute which feeds are due; each is fetched by a thread of its own, once at a time. To
 * have one fetched at once: {@code UPDATE feed SET due = now() WHERE name = 'test_lists'}.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FeedTimer {

  private static final Logger LOG = Logger.getLogger(FeedTimer.class);

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
  ManagedExecutorService threads;

  @Inject @Any Instance<Feed> feeds;
  @Inject FetchRules rules;
  @Inject Meters meters;
  @Inject TimerRuns runs;
  @Inject GeoLookup geo;

  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private FeedRun run;

  @PostConstruct
  void prepare() {
    run = new FeedRun(database, rules, meters, runs);
    meters.declare(FeedRun.ROWS, FeedRun.SKIPPED, FeedRun.AGE, FeedRun.FAILURES);
  }

  /** Fetches what is due. */
  @Schedule(hour = "*", minute = "*", second = "5", persistent = false)
  public void fetch() {
    for (Feed feed : feeds) {
      if (feed.isOn() && running.add(feed.name())) {
        start(feed);
      }
    }
  }

  /** Takes address files that somebody has put into the folder into use. */
  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  public void refreshAddressFiles() {
    geo.refresh();
  }

  private void start(Feed feed) {
    try {
      threads.execute(
          () -> {
            try {
              run.run(feed);
            } catch (RuntimeException e) {
              LOG.errorf(e, "feed failed: name=%s", feed.name());
              throw e;
            } finally {
              running.remove(feed.name());
            }
          });
    } catch (RejectedExecutionException e) {
      // the next minute comes
      running.remove(feed.name());
    }
  }
}
