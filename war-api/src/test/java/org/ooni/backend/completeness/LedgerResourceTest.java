// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.completeness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.schema.MigratedPostgres;

class LedgerResourceTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final LedgerResource resource = new LedgerResource();

  @BeforeEach
  void fill() throws SQLException {
    postgres.truncateAll();
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO ledger VALUES ('2026112211', NULL, 0, 5, 0, 0, 0, 0, 0, 0, 5, 5, true),
            ('2026112212', 10, 1, 5, 2, 1, 0, 0, 3, 1, 4, 4, false)
          """);
    }
    resource.database = new ReadDatabase(postgres.application(), Duration.ofSeconds(5));
    resource.clock = Clock.fixed(Instant.parse("2026-11-22T12:34:00Z"), ZoneOffset.UTC);
  }

  @Test
  void theLastDayIsShownHourByHour() {
    Response response = resource.ledger(null, null);
    List<LedgerResource.Hour> hours = hours(response);
    assertEquals(
        List.of("2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z"),
        hours.stream().map(LedgerResource.Hour::hour).toList());
    assertNull(hours.get(0).accepted());
    assertEquals(10, hours.get(1).accepted());
    assertEquals(1, hours.get(1).set_aside());
    assertEquals(4, hours.get(1).archived());
    assertEquals("max-age=60", response.getHeaderString("Cache-Control"));
  }

  @Test
  void aRangeLeavesOutWhatIsNotInIt() {
    assertEquals(1, hours(resource.ledger("2026-11-22T12", "2026-11-23")).size());
    assertEquals(0, hours(resource.ledger(null, "2026-11-22")).size());
    assertEquals(0, hours(resource.ledger("2026-11-23", "2026-11-22")).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "",
        "2026-13-01",
        "2026-11-22T25",
        "2026-01-01",
        "+999999999-01-01T00",
        "2026-11-22T12:00:00Z"
      })
  void whatIsNoTimeOrTooLongAgoIsRefused(String since) {
    assertThrows(BadRequest.class, () -> resource.ledger(since, null));
  }

  private static List<LedgerResource.Hour> hours(Response response) {
    return ((LedgerResource.Hours) response.getEntity()).results();
  }
}
