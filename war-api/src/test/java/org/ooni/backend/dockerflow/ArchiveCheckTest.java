// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.schema.MigratedPostgres;

class ArchiveCheckTest {

  private static final String BODY =
      """
      INSERT INTO spool (measurement_uid, report_id, received_at, digest, size, content_offset,
        content_length, body, set_aside)
      VALUES ('%s0000.000000_IT_ndt_0', '', now(), sha256('%s'), 0, 0, 0, '', %s)
      """;

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final ArchiveCheck check = new ArchiveCheck();

  @BeforeEach
  void prepare() throws SQLException {
    postgres.truncateAll();
    check.database = new ReadDatabase(postgres.application(), Duration.ofSeconds(5));
    check.clock = Clock.fixed(Instant.parse("2026-11-22T12:34:00Z"), ZoneOffset.UTC);
    check.longestAge = Duration.ofHours(4);
  }

  @Test
  void whatWaitsForHoursIsWarnedOf() throws SQLException {
    postgres.sql(BODY.formatted("2026112208", "a", "NULL"));
    assertEquals(List.of(), check.check());
    postgres.sql(BODY.formatted("2026112207", "b", "NULL"));
    assertEquals(List.of("archive.late"), ids());
    postgres.sql("UPDATE spool SET can_id = 1");
    assertEquals(List.of(), check.check());
    postgres.sql(
        """
        INSERT INTO archive_can (hour, probe_cc, nettest, collector, number, jsonl_number, state)
        VALUES ('2026112207', 'IT', 'ndt', '1', 0, 0, 'UPLOADED')
        """);
    assertEquals(List.of("archive.late"), ids());
  }

  @Test
  void whatCannotBeArchivedAndWhatDoesNotAddUpIsWarnedOf() throws SQLException {
    postgres.sql(
        "INSERT INTO ledger VALUES ('2026112201', 9, 0, 5, 0, 0, 0, 0, 0, 0, 5, 5, false)");
    assertEquals(List.of("archive.ledger"), ids());
    postgres.sql(BODY.formatted("2026112207", "a", "'not_unpackable'"));
    assertEquals(List.of("archive.set_aside", "archive.ledger"), ids());
  }

  private List<String> ids() {
    return check.check().stream().map(Finding::id).toList();
  }
}
