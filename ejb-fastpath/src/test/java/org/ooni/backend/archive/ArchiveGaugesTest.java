// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.ooni.backend.objectstore.FakeS3;

class ArchiveGaugesTest {

  @Test
  void theNumbersTellWhatIsLeftAndWhatWasDone() throws Exception {
    try (ArchiveWorld world = new ArchiveWorld()) {
      ArchiveGauges gauges =
          new ArchiveGauges(
              world.postgres.application(),
              Clock.fixed(world.now.plusSeconds(3600), ZoneOffset.UTC),
              world.meters);
      world.accept(1);
      world.accept(2);
      world.insert("20261122140000.000000_IT_ndt_0123456789abcdef", "", new byte[1]);
      gauges.observe();
      assertTrue(has(world, "archive_waiting_measurements{place=\"spool\"} 3"));
      assertTrue(has(world, "archive_oldest_age_seconds{what=\"measurement\"} 4200"));
      world.s3.fault(".tar.gz", FakeS3.Fault.FAILS);
      world.run();
      gauges.observe();
      assertTrue(has(world, "archive_cans{state=\"sealed\"} 1"));
      assertTrue(has(world, "archive_oldest_age_seconds{what=\"can\"} 4200"));
      assertTrue(has(world, "archive_set_aside{reason=\"not_unpackable\"} 1"));
      assertTrue(has(world, "archive_failures_total{reason=\"store\"} 1"));
      world.s3.repair();
      world.runUntilDone();
      gauges.observe();
      assertTrue(has(world, "archive_waiting_measurements{place=\"spool\"} 0"));
      assertTrue(has(world, "archive_oldest_age_seconds{what=\"can\"} 0"));
      assertTrue(has(world, "archive_objects_total{kind=\"postcan\"} 1"));
      assertTrue(has(world, "archive_objects_total{kind=\"manifest\"} 1"));
    }
  }

  @Test
  void aRequestIsTakenOnce() throws Exception {
    try (ArchiveWorld world = new ArchiveWorld()) {
      ArchiveRequests requests = new ArchiveRequests(world.postgres.application());
      assertFalse(requests.take());
      world.sql("INSERT INTO archive_request (account_id) VALUES ('a'), ('b')");
      world.sql("INSERT INTO archive_request VALUES (0, 'c', now() - interval '31 days', now())");
      assertTrue(requests.take());
      assertFalse(requests.take());
      assertEquals("2", world.one("SELECT count(*) FROM archive_request"));
    }
  }

  private static boolean has(ArchiveWorld world, String line) {
    return world.meters.text().contains(line + "\n");
  }
}
