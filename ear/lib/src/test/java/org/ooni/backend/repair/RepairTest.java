// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.schema.MigratedPostgres;

class RepairTest {

  private static final LocalDate DAY = LocalDate.parse("2026-01-02");
  private static final RepairRange RANGE = RepairRange.ofDays(DAY, DAY);
  private static final String OBJECT = "raw/20260102/08/IT/ndt/2026010208_IT_ndt.n1.0.jsonl.gz";

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Repair repair = new Repair(postgres.application());
  private final List<String> found = new ArrayList<>();

  /**
   * Of five measurements the first three are in an object, and the index knows two; the first is
   * judged, the second only by the index; the fourth is set aside, and the can has failed.
   */
  @BeforeEach
  void fill() throws SQLException {
    postgres.truncateAll();
    postgres.sql(
        """
        INSERT INTO archive_can (can_id, hour, probe_cc, nettest, collector, number, jsonl_number,
          state, measurements, postcan_bytes, postcan_sha256, jsonl_bytes, jsonl_sha256, indexed_at,
          due, last_failure)
        VALUES (7, '2026010208', 'IT', 'ndt', '1', 0, 0, 'INDEXED', 3, 1, sha256(''), 1,
          sha256(''), now(), now() + interval '1 hour', 'store')
        """);
    for (int i = 2; i < 5; i++) {
      body(i);
    }
    for (int i = 0; i < 2; i++) {
      postgres.sql(
          "INSERT INTO jsonl (s3path, linenum, measurement_uid) VALUES ('%s', %d, '%s')"
              .formatted(OBJECT, i, uid(i)));
    }
    postgres.sql("UPDATE spool SET can_id = 7 WHERE measurement_uid = '%s'".formatted(uid(2)));
    postgres.sql(
        "UPDATE spool SET set_aside = 'no_content' WHERE measurement_uid = '%s'".formatted(uid(3)));
    postgres.sql(
        """
        INSERT INTO fastpath (measurement_uid, measurement_start_time, scores, platform, anomaly,
          confirmed, msm_failure)
        VALUES ('%s', '2026-01-02', '{}', '', false, false, false)
        """
            .formatted(uid(0)));
    postgres.sql(
        "INSERT INTO unlisted (measurement_uid, reason) VALUES ('%s', 'x')".formatted(uid(2)));
    postgres.sql(
        "INSERT INTO parked (measurement_uid, reason) VALUES ('%s', 'x')".formatted(uid(4)));
    postgres.sql(
        "INSERT INTO ledger VALUES ('2026010208', 9, 1, 5, 0, 0, 0, 0, 0, 0, 5, 5, false)");
  }

  @Test
  void aLookNamesWhatIsMissingAndChangesNothing() throws SQLException {
    assertEquals(
        "{STORED=1, JUDGED=2, ARCHIVED=1, RETRIED=1, INDEXED=1}",
        repair.look(RANGE, this::note).toString());
    assertEquals(
        List.of(
            "stored 2026010208 acknowledged and not in the database: 3",
            "judged " + uid(1) + " no verdict",
            "judged " + uid(3) + " no verdict",
            "archived " + uid(3) + " no_content",
            "retried " + OBJECT + " failed: store",
            "indexed " + OBJECT + " in the index: 2 of 3"),
        found);
    assertEquals("INDEXED", postgres.one("SELECT state FROM archive_can"));
    assertEquals("1", postgres.one("SELECT count(*) FROM spool WHERE set_aside IS NOT NULL"));
    assertEquals("0", postgres.one("SELECT count(*) FROM parked WHERE replay_requested"));
    assertEquals("0", postgres.one("SELECT count(*) FROM archive_request"));
  }

  @Test
  void whatIsMarkedIsWhatIsMissingAndIsMarkedOnce() throws SQLException {
    assertEquals(repair.look(RANGE, missing -> {}), repair.mark(RANGE, "somebody", this::note));
    assertEquals(
        uid(1) + uid(3),
        postgres.one(
            """
            SELECT string_agg(measurement_uid, '' ORDER BY measurement_uid)
            FROM parked WHERE replay_requested
            """));
    assertEquals(
        "UPLOADED true", postgres.one("SELECT state || ' ' || (due <= now()) FROM archive_can"));
    assertEquals("0", postgres.one("SELECT count(*) FROM spool WHERE set_aside IS NOT NULL"));
    assertEquals("somebody", postgres.one("SELECT account_id FROM archive_request"));
    found.clear();
    repair.mark(RANGE, "somebody", this::note);
    assertEquals(List.of("stored 2026010208 acknowledged and not in the database: 3"), found);
  }

  @Test
  void otherDaysAreLeftAlone() throws SQLException {
    repair.mark(RepairRange.ofDays(DAY.plusDays(1), DAY.plusDays(9)), "somebody", this::note);
    repair.mark(RepairRange.ofDays(DAY.minusDays(9), DAY.minusDays(1)), "somebody", this::note);
    assertTrue(found.isEmpty(), found::toString);
  }

  @Test
  void aCanInWorkIsLeftToWhoWorksOnIt() throws SQLException {
    try (Connection node = postgres.application().getConnection();
        Statement lock = node.createStatement()) {
      node.setAutoCommit(false);
      lock.execute("SELECT FROM archive_can FOR UPDATE");
      repair.mark(RANGE, "somebody", this::note);
      node.rollback();
    }
    assertTrue(found.stream().noneMatch(line -> line.contains(OBJECT)), found::toString);
    assertEquals("INDEXED", postgres.one("SELECT state FROM archive_can"));
  }

  private void note(Missing missing) {
    found.add("%s %s %s".formatted(missing.step().label(), missing.what(), missing.why()));
  }

  private static String uid(int number) {
    return "20260102080000.00000" + number + "_IT_ndt_0123456789abcdef";
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
}
