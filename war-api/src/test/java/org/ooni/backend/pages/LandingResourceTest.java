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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.schema.MigratedPostgres;
import org.postgresql.ds.PGSimpleDataSource;

class LandingResourceTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final LandingResource resource = new LandingResource();
  private final SetClock now = new SetClock();

  @BeforeEach
  void begin() throws SQLException {
    postgres.truncateAll();
    resource.layout = new Layout();
    resource.layout.explorer = URI.create("https://explorer.example.org/?a=1&b='2'");
    open(postgres.application());
  }

  @Test
  void anEmptyDatabaseIsShownAsNothing() {
    String page = page();
    assertEquals("0 0 0", numbers(page));
    assertTrue(page.contains("None was received."), page);
    assertFalse(page.contains("cannot be read"), page);
    assertFalse(page.contains("<rect"), page);
  }

  @Test
  void todayIsCountedFromTheRollups() throws SQLException {
    postgres.sql(
        """
        INSERT INTO fastpath (measurement_uid, measurement_start_time, probe_cc, probe_asn,
          test_name, scores, platform, anomaly, confirmed, msm_failure)
        VALUES ('a', '2026-11-22 00:00:00Z', 'IT', 1, 'ndt', '{}', '', false, false, false),
          ('b', '2026-11-22 12:00:00Z', 'IT', 0, 'signal', '{}', '', false, false, false),
          ('c', '2026-11-22 23:59:59Z', 'DE', 2, 'ndt', '{}', '', false, false, false),
          ('d', '2026-11-22 12:00:00Z', 'ZZ', 0, 'ndt', '{}', '', false, false, false),
          ('e', '2026-11-21 23:59:59Z', 'FR', 1, 'ndt', '{}', '', false, false, false),
          ('f', NULL, 'ES', 1, 'ndt', '{}', '', false, false, false)
        """);
    postgres.sql("SELECT rollup_drain(1000)");
    postgres.sql("DELETE FROM fastpath WHERE measurement_uid = 'c'");
    postgres.sql("SELECT rollup_drain(1000)");
    assertEquals("3 1 0", numbers(page()));
  }

  @Test
  void theLastHourIsDrawnMinuteByMinute() throws SQLException {
    postgres.sql(
        """
        INSERT INTO accepted_minute VALUES ('2026-11-22 11:33:00Z', 'one', 1000),
          ('2026-11-22 11:34:00Z', 'one', 1200), ('2026-11-22 12:33:00Z', 'one', 30),
          ('2026-11-22 12:33:00Z', 'two', 4), ('2026-11-22 12:34:00Z', 'one', 5000)
        """);
    String page = page();
    assertEquals("0 0 1,234", numbers(page));
    assertEquals(2, page.split("<rect").length - 1);
    assertTrue(page.contains("1,234 in all, 1,200 in the busiest minute."), page);
    assertTrue(page.contains("<td>12:33</td><td class=\"number\">34</td>"), page);
    assertFalse(page.contains("<td>12:34</td>"), "the minute that runs is not over");
  }

  @Test
  void withoutTheDatabaseThePageSaysSo() {
    open(nowhere());
    Response response = resource.landing();
    assertEquals(200, response.getStatus());
    assertTrue(text(response).contains("cannot be read at the moment"), text(response));
  }

  @Test
  void numbersOfBeforeAnOutageAreShownWithTheirTime() throws SQLException {
    postgres.sql("INSERT INTO accepted_minute VALUES ('2026-11-22 12:30:00Z', 'one', 7)");
    assertEquals("0 0 7", numbers(page()));
    resource.live.database = new ReadDatabase(nowhere(), Duration.ofSeconds(1));
    now.time = Instant.parse("2026-11-22T12:35:30Z");
    String later = page();
    assertEquals("0 0 7", numbers(later));
    assertTrue(later.contains(">12:34</time>. <strong>They cannot be read anew"), later);
    resource.live.database = new ReadDatabase(postgres.application(), Duration.ofSeconds(5));
    now.time = now.time.plusSeconds(4);
    assertTrue(page().contains("cannot be read anew"));
    now.time = now.time.plusSeconds(1);
    assertFalse(page().contains("cannot be read anew"));
  }

  @Test
  void numbersAreReadOnceForAllWhoAskSoon() throws SQLException {
    assertEquals("0 0 0", numbers(page()));
    postgres.sql("INSERT INTO accepted_minute VALUES ('2026-11-22 12:30:00Z', 'one', 7)");
    now.time = now.time.plusSeconds(29);
    assertEquals("0 0 0", numbers(page()));
    now.time = now.time.plusSeconds(1);
    assertEquals("0 0 7", numbers(page()));
  }

  @Test
  void whatIsConfiguredIsWrittenAsText() {
    assertTrue(page().contains("href=\"https://explorer.example.org/?a=1&amp;b=&#39;2&#39;\""));
  }

  @Test
  void nothingButTheOwnStyleSheetAndIconIsAskedFor() {
    Response response = resource.landing();
    String policy = response.getHeaderString("Content-Security-Policy");
    assertTrue(policy.startsWith("default-src 'none'; style-src 'self'; img-src 'self';"), policy);
    String page = text(response);
    assertFalse(page.contains("<script") || page.contains("style="), page);
    Matcher fetched = Pattern.compile("<link [^>]*href=\"([^\"]*)\"").matcher(page);
    while (fetched.find()) {
      assertTrue(fetched.group(1).startsWith("/pages/"), fetched.group());
    }
    assertFalse(page.contains("src="), page);
  }

  /** A clock that the test sets. */
  private static final class SetClock extends Clock {
    private Instant time;

    @Override
    public Instant instant() {
      return time;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private void open(DataSource database) {
    now.time = Instant.parse("2026-11-22T12:34:56Z");
    resource.clock = now;
    resource.live = new LiveNumbers();
    resource.live.clock = now;
    resource.live.database = new ReadDatabase(database, Duration.ofSeconds(5));
    resource.live.prepare();
  }

  private static DataSource nowhere() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setServerNames(new String[] {"127.0.0.1"});
    nowhere.setPortNumbers(new int[] {1});
    return nowhere;
  }

  private String page() {
    return text(resource.landing());
  }

  private static String text(Response response) {
    return new String((byte[]) response.getEntity(), StandardCharsets.UTF_8);
  }

  private static String numbers(String page) {
    Matcher numbers =
        Pattern.compile(
                "id=\"measurements\">([^<]*)<.*id=\"countries\">([^<]*)<.*"
                    + "id=\"last-hour\">([^<]*)<",
                Pattern.DOTALL)
            .matcher(page);
    assertTrue(numbers.find(), page);
    return numbers.group(1) + " " + numbers.group(2) + " " + numbers.group(3);
  }
}
