// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.accept.AcceptedCounts;
import org.ooni.backend.schema.MigratedPostgres;

class LedgerTest {

  private static final String HOUR = "2026112208";
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final Map<String, Long> NOTHING =
      Map.of("stored", 0L, "judged", 0L, "archived", 0L, "indexed", 0L);

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Ledger ledger = new Ledger(postgres.application(), NOON);

  @BeforeEach
  void begin() throws SQLException {
    postgres.truncateAll();
    postgres.sql(
        """
        INSERT INTO archive_can (can_id, hour, probe_cc, nettest, collector, number, jsonl_number,
          state, measurements, postcan_bytes, postcan_sha256, jsonl_bytes, jsonl_sha256, indexed_at)
        VALUES (7, '2026112208', 'IT', 'ndt', '1', 0, 0, 'INDEXED', 3, 1, sha256(''), 1,
          sha256(''), now())
        """);
    for (int i = 0; i < 6; i++) {
      body(i);
    }
    postgres.sql("UPDATE spool SET can_id = 7 WHERE measurement_uid < '" + uid(3) + "'");
    postgres.sql(
        """
        INSERT INTO jsonl (s3path, linenum, measurement_uid)
        SELECT s3path, row_number() OVER (), measurement_uid FROM spool JOIN archive_can USING (can_id)
        """);
    verdict(0, false);
    verdict(1, true);
    verdict(3, false);
    postgres.sql("INSERT INTO unlisted (measurement_uid, reason) VALUES ('" + uid(2) + "', 'x')");
    postgres.sql("INSERT INTO parked (measurement_uid, reason) VALUES ('" + uid(4) + "', 'x')");
    postgres.sql("INSERT INTO measurement_alias VALUES ('" + uid(9) + "', '" + uid(0) + "')");
    postgres.sql("UPDATE spool SET set_aside = 'x' WHERE measurement_uid = '" + uid(4) + "'");
  }

  @Test
  void everyBodyIsCountedByWhatBecameOfIt() throws SQLException {
    ledger.report(new AcceptedCounts("a", Map.of(HOUR, 5L)));
    ledger.report(new AcceptedCounts("b", Map.of(HOUR, 4L)));
    ledger.count();
    LedgerRow row = row();
    assertEquals(OptionalLong.of(9), row.accepted());
    assertEquals(1, row.duplicate());
    assertEquals(2, row.scored());
    assertEquals(1, row.failed());
    assertEquals(1, row.unlisted());
    assertEquals(1, row.parked());
    assertEquals(1, row.unjudged());
    assertEquals(2, row.waiting());
    assertEquals(1, row.setAside());
    assertEquals(3, row.archived());
    assertEquals(3, row.indexed());
    assertEquals(2, row.notStored());
    assertEquals(0, row.notArchived());
    assertEquals(
        Map.of("stored", 2L, "judged", 1L, "archived", 3L, "indexed", 0L), ledger.missing());
  }

  @Test
  void aCountThatALogReportsNeverFalls() throws SQLException {
    ledger.report(new AcceptedCounts("a", Map.of(HOUR, 5L)));
    ledger.report(new AcceptedCounts("a", Map.of(HOUR, 3L)));
    ledger.count();
    assertEquals(OptionalLong.of(5), row().accepted());
  }

  @Test
  void anHourWhoseNumbersAddUpIsSettledUntilSomethingComesLate() throws SQLException {
    complete();
    ledger.report(new AcceptedCounts("a", Map.of(HOUR, 4L)));
    ledger.count();
    assertTrue(row().isBalanced());
    assertEquals(NOTHING, ledger.missing());
    assertEquals("t", postgres.one("SELECT settled FROM ledger"));
    assertEquals(List.of(), toCount());
    ledger.report(new AcceptedCounts("a", Map.of(HOUR, 5L)));
    ledger.count();
    assertEquals(1, ledger.missing().get("stored"));
    assertEquals("f", postgres.one("SELECT settled FROM ledger"));
  }

  @Test
  void whatIsStillOnItsWayIsNotMissing() throws SQLException {
    Clock soon = Clock.fixed(Instant.parse("2026-11-22T09:30:00Z"), ZoneOffset.UTC);
    ledger.count();
    assertEquals(NOTHING, new Ledger(postgres.application(), soon).missing());
    assertFalse(row().isBalanced());
  }

  @Test
  void whatIsArchivedTwiceOrLostFromTheIndexIsSeen() throws SQLException {
    complete();
    postgres.sql("DELETE FROM jsonl WHERE linenum = 1");
    ledger.count();
    assertEquals(1, ledger.missing().get("indexed"));
    postgres.sql("UPDATE archive_can SET measurements = 4, changed_at = now()");
    ledger.count();
    assertEquals(-1, row().notArchived());
    assertEquals(1, ledger.missing().get("archived"));
  }

  @Test
  void purgedBodiesAreCountedByTheIndex() throws SQLException {
    complete();
    postgres.sql("DELETE FROM spool");
    postgres.sql("UPDATE archive_can SET state = 'PURGED', changed_at = now()");
    ledger.count();
    assertTrue(row().isBalanced());
    assertEquals(3, row().archived());
  }

  /** Leaves the three bodies that are archived and judged. */
  private void complete() throws SQLException {
    postgres.sql("DELETE FROM spool WHERE can_id IS NULL");
    postgres.sql("DELETE FROM parked");
  }

  private List<String> toCount() throws SQLException {
    try (Connection connection = postgres.application().getConnection()) {
      return new LedgerTable(connection).toCount(100);
    }
  }

  private LedgerRow row() throws SQLException {
    return ledger.between("2026112200", "2026112300").get(0);
  }

  private static String uid(int number) {
    return HOUR + "0000.00000" + number + "_IT_ndt_0123456789abcdef";
  }

  private void body(int number) throws SQLException {
    postgres.sql(
        """
        INSERT INTO spool (measurement_uid, report_id, received_at, digest, size, content_offset,
          content_length, body)
        VALUES ('%s', '', now() - interval '1 day', sha256('%d'), 0, 0, 0, '')
        """
            .formatted(uid(number), number));
  }

  private void verdict(int number, boolean failure) throws SQLException {
    postgres.sql(
        """
        INSERT INTO fastpath (measurement_uid, measurement_start_time, scores, platform, anomaly,
          confirmed, msm_failure)
        VALUES ('%s', '2026-11-2%d 00:00Z', '{}', '', false, false, %s)
        """
            .formatted(uid(number), number, failure));
  }
}
