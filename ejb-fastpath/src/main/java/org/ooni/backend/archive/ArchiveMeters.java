// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.util.List;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;

/** What this node's archive has done, and what is left to do, in numbers. */
final class ArchiveMeters {

  static final Meter OBJECTS =
      Meter.counter("archive_objects_total", "Objects that this node has put", "kind");
  static final Meter BYTES = Meter.counter("archive_bytes_total", "Bytes of these objects", "kind");
  static final Meter FAILURES =
      Meter.counter("archive_failures_total", "Steps of this node that failed", "reason");
  static final Meter RUNS = Meter.counter("archive_runs_total", "Runs of this node", "result");
  static final Meter MEASUREMENTS =
      Meter.counter(
          "archive_measurements_total",
          "Measurements that this node has taken through a step",
          "step");
  static final Meter CANS =
      Meter.gauge("archive_cans", "Cans whose bodies the database still has, by state", "state");
  static final Meter WAITING =
      Meter.gauge("archive_waiting_measurements", "Measurements in no can yet", "place");
  static final Meter SET_ASIDE =
      Meter.gauge("archive_set_aside", "Bodies that cannot be archived as they are", "reason");
  static final Meter AGE =
      Meter.gauge("archive_oldest_age_seconds", "Age of the oldest that is not archived", "what");

  static final String ARCHIVED = "archived";
  static final String INDEXED = "indexed";
  static final String PURGED = "purged";
  private static final List<String> STEPS = List.of(ARCHIVED, INDEXED, PURGED);

  private final Meters meters;

  ArchiveMeters(Meters meters) {
    this.meters = meters;
  }

  /** Has all of them shown from the start. */
  static void declare(Meters meters) {
    meters.declare(OBJECTS, BYTES, FAILURES, RUNS, MEASUREMENTS, CANS, WAITING, SET_ASIDE, AGE);
    for (String step : STEPS) {
      meters.add(MEASUREMENTS, step, 0);
    }
  }

  void passed(String step, long measurements) {
    meters.add(MEASUREMENTS, step, measurements);
  }

  void put(String key, long bytes) {
    String kind =
        key.endsWith(".tar.gz") ? "postcan" : key.endsWith(".jsonl.gz") ? "jsonl" : "manifest";
    meters.add(OBJECTS, kind, 1);
    meters.add(BYTES, kind, bytes);
  }

  void failed(CanFault.Reason reason) {
    meters.add(FAILURES, reason.label(), 1);
  }

  void ran(String result) {
    meters.add(RUNS, result, 1);
  }

  void set(Meter gauge, String label, long value) {
    meters.set(gauge, label, value);
  }
}
