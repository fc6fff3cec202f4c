// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mismatch;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.ooni.backend.geoip.GeoLookup;
import org.ooni.backend.geoip.Place;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;

/**
 * Compares what submissions say with where they came from (probe services 4). A row is written for
 * each that differs, later and by another thread; what does not fit the queue, or the database
 * refuses, is dropped and counted.
 */
@ApplicationScoped
public class PlaceMismatches {

  static final Meter COMPARED =
      Meter.counter(
          "probe_places_compared_total", "Submissions compared with their address", "result");
  static final Meter DROPPED =
      Meter.counter("faulty_measurements_dropped_total", "Mismatches that were not kept", "reason");

  private static final int WAITING = 1000;
  private static final int BATCH = 200;

  @Inject GeoLookup geo;
  @Inject Meters meters;
  @Inject Clock clock;

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  private final BlockingQueue<Mismatch> waiting = new ArrayBlockingQueue<>(WAITING);
  private final AtomicBoolean writing = new AtomicBoolean();
  private Executor threads;

  /** For the container. */
  protected PlaceMismatches() {}

  PlaceMismatches(
      GeoLookup geo, Meters meters, Clock clock, DataSource database, Executor threads) {
    this.geo = geo;
    this.meters = meters;
    this.clock = clock;
    this.database = database;
    this.threads = threads;
  }

  @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
  void setThreads(ManagedExecutorService threads) {
    this.threads = threads;
  }

  /** Whether there is anything to compare with: without a file no address says anything. */
  public boolean arePossible() {
    return geo.isAvailable();
  }

  /** Compares one submission; takes microseconds and never fails. */
  public void compare(InetAddress client, Claim claim) {
    if (!arePossible()) {
      return;
    }
    Place found = geo.lookup(client);
    boolean country = found.country().equals(claim.country());
    boolean network = found.asn().equals(claim.asn());
    meters.add(COMPARED, result(country, network), 1);
    if (country && network) {
      return;
    }
    if (!waiting.offer(new Mismatch(clock.instant(), found, claim))) {
      meters.add(DROPPED, "full", 1);
      return;
    }
    start();
  }

  private static String result(boolean country, boolean network) {
    if (country) {
      return network ? "match" : "asn";
    }
    return network ? "cc" : "cc_asn";
  }

  private void start() {
    if (!writing.compareAndSet(false, true)) {
      return;
    }
    try {
      threads.execute(this::write);
    } catch (RejectedExecutionException e) {
      writing.set(false);
      meters.add(DROPPED, "no_thread", waiting.drainTo(new ArrayList<>()));
    }
  }

  private void write() {
    try {
      List<Mismatch> batch = new ArrayList<>();
      while (waiting.drainTo(batch, BATCH) > 0) {
        insert(batch);
        batch.clear();
      }
    } finally {
      writing.set(false);
    }
    // what came between the last look and the line above
    if (!waiting.isEmpty()) {
      start();
    }
  }

  private void insert(List<Mismatch> batch) {
    try {
      new FaultyMeasurements(database).insert(batch);
    } catch (SQLException e) {
      meters.add(DROPPED, "database", batch.size());
    }
  }
}
