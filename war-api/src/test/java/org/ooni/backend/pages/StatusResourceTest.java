// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.accept.AcceptLog;
import org.ooni.backend.accept.Backlog;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.dockerflow.HeartbeatResource;
import org.ooni.backend.schema.MigratedPostgres;
import org.postgresql.ds.PGSimpleDataSource;

class StatusResourceTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:34:56Z");

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final StatusResource resource = new StatusResource();
  private String beat = "{\"status\":\"ok\",\"checks\":{\"disk\":\"ok\"},\"details\":{}}";
  private int beats;
  private Backlog backlog = new Backlog(0, 0, Optional.empty());

  @BeforeEach
  void begin() throws SQLException {
    postgres.truncateAll();
    resource.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    resource.layout = new Layout();
    resource.layout.explorer = URI.create("https://explorer.example.org");
    resource.database = new ReadDatabase(postgres.application(), Duration.ofSeconds(5));
    resource.heartbeat = new FixedHeartbeat();
    resource.acceptLog = new FixedLog();
    resource.prepare();
  }

  @Test
  void anEmptyInstallationIsWell() {
    String page = page();
    assertTrue(page.contains("All parts work."), page);
    assertTrue(page.contains("<th scope=\"row\">disk</th><td class=\"ok\">ok</td>"), page);
    assertTrue(page.contains("Everything that was accepted in these hours has arrived."), page);
    assertTrue(page.contains("None was accepted."), page);
    assertTrue(page.contains("As of <time datetime=\"2026-11-22T12:34:56Z\">2026-11-22 12:34<"));
  }

  @Test
  void whatTheHeartbeatFoundIsShownAsText() {
    beat =
        """
        {"status":"error","checks":{"disk":"warning","object_store":"error","x":"<b>"},
        "details":{"disk":{"messages":{"disk.low":"nearly full","a":"<i>"}}}}\
        """;
    String page = page();
    assertTrue(page.contains("Not all parts work."), page);
    assertTrue(
        page.contains("disk</th><td class=\"warning\">warning</td><td>nearly full; &lt;i&gt;</td>"),
        page);
    assertTrue(page.contains("object store</th><td class=\"error\">error</td>"), page);
    assertTrue(page.contains("x</th><td class=\"error\">&lt;b&gt;</td>"), page);
  }

  @Test
  void whatWaitsIsShownWithItsAge() throws SQLException {
    backlog = new Backlog(1234, 1, Optional.of(Instant.parse("2026-11-22T12:00:00Z")));
    postgres.sql(
        """
        INSERT INTO archive_can (hour, probe_cc, nettest, collector, number, jsonl_number, state)
        VALUES ('2026112207', 'IT', 'ndt', '1', 0, 0, 'SEALED'),
          ('2026112206', 'IT', 'ndt', '1', 0, 0, 'FILLING')
        """);
    postgres.sql(
        """
        INSERT INTO spool (measurement_uid, report_id, received_at, digest, size, content_offset,
          content_length, body)
        VALUES ('20261122090000.000000_IT_ndt_0', '', now(), sha256('a'), 0, 0, 0, '')
        """);
    String page = page();
    assertTrue(
        page.contains("on this node</th><td class=\"number\">1,234</td><td>2026-11-22 12:00</td>"),
        page);
    assertTrue(
        page.contains("under way</th><td class=\"number\">2</td><td>2026-11-22 06:00</td>"), page);
    assertTrue(
        page.contains("for the archive</th><td class=\"number\">1</td><td>2026-11-22 09:00</td>"),
        page);
  }

  @Test
  void lastRunsAreThoseOfAnyNodeAndNoNodeIsNamed() throws SQLException {
    postgres.sql(
        """
        INSERT INTO timer_run VALUES
          ('archive', 'node-a', '2026-11-22 11:10:00Z', '2026-11-22 11:10:00Z'),
          ('archive', 'node-b', '2026-11-22 12:10:00Z', '2026-11-22 10:10:00Z'),
          ('expiry', 'node-a', '2026-11-22 03:20:00Z', NULL),
          ('from_the_future', 'node-a', '2026-11-22 03:21:00Z', '2026-11-22 03:21:00Z')
        """);
    postgres.sql(
        """
        INSERT INTO feed (name, due, last_success) VALUES
          ('geoip@node-a', now(), '2026-11-22 01:00:00Z'), ('geoip@node-b', now(), NULL),
          ('test_lists', now(), NULL)
        """);
    String page = page();
    assertTrue(
        page.contains(
            "to the archive</th><td>2026-11-22 12:10</td>"
                + "<td class=\"warning\">2026-11-22 11:10, failed since</td>"),
        page);
    assertTrue(page.contains("<td>2026-11-22 03:20</td><td class=\"warning\">not yet</td>"), page);
    assertTrue(
        page.contains(
            "from the future</th><td>2026-11-22 03:21</td><td class=\"ok\">2026-11-22 03:21</td>"),
        page);
    assertTrue(
        page.contains(
            "files of addresses</th><td>2026-11-22 01:00</td><td class=\"ok\">2026-11-22 01:00"),
        page);
    assertTrue(page.contains("test lists</th><td>not yet</td>"), page);
    assertFalse(page.contains("node-"), page);
  }

  @Test
  void hoursAreDrawnFromTheLedger() throws SQLException {
    postgres.sql(
        """
        INSERT INTO ledger VALUES ('2026112211', NULL, 1, 5, 2, 1, 0, 0, 0, 0, 8, 8, true),
          ('2026112212', 1000, 0, 5, 2, 1, 0, 0, 3, 1, 4, 4, false)
        """);
    String page = page();
    assertTrue(page.contains("Of one of these hours not everything has arrived yet."), page);
    assertTrue(page.contains("<td>2026-11-22 11:00</td><td class=\"number\">9</td>"), page);
    assertTrue(page.contains("1,009 in all."), page);
  }

  @Test
  void withoutTheDatabaseTheRestIsShown() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setServerNames(new String[] {"127.0.0.1"});
    nowhere.setPortNumbers(new int[] {1});
    resource.database = new ReadDatabase(nowhere, Duration.ofSeconds(1));
    String page = page();
    assertTrue(page.contains("The database does not answer now"), page);
    assertTrue(page.contains("<th scope=\"row\">disk</th>"), page);
  }

  @Test
  void manyVisitorsAreOneLook() {
    for (int i = 0; i < 5; i++) {
      page();
    }
    assertEquals(1, beats);
    assertEquals("no-cache", resource.status().getHeaderString("Cache-Control"));
  }

  private final class FixedHeartbeat extends HeartbeatResource {
    @Override
    public Response heartbeat() {
      beats++;
      return Response.ok(beat).build();
    }
  }

  private final class FixedLog extends AcceptLog {
    @Override
    public Backlog backlog() {
      return backlog;
    }
  }

  private String page() {
    Response response = resource.status();
    assertEquals(200, response.getStatus());
    return new String((byte[]) response.getEntity(), StandardCharsets.UTF_8);
  }
}
