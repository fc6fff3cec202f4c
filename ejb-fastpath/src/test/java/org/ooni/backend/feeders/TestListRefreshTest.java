// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.rollup.CategoryRefresh;

class TestListRefreshTest {

  private static final String LIST = "url,category_code,category_description\n";

  private final FeedDatabase database = new FeedDatabase();
  private final Meters meters = new Meters();
  private final FetchRules rules = Origin.rules();
  private final TestListRefresh lists = new TestListRefresh();
  private FeedRun run;
  private Origin origin;

  @BeforeEach
  void start() throws IOException {
    origin = new Origin();
    run =
        new FeedRun(
            database.application(), rules, meters, new TimerRuns(meters, Clock.systemUTC()));
    lists.rules = rules;
    lists.categories = new CategoryRefresh();
    lists.interval = Duration.ofMinutes(30);
    lists.minimum = 2;
    lists.maximum = 100;
    lists.source = Optional.of(origin.url("/lists/"));
  }

  @AfterEach
  void stop() throws SQLException {
    origin.close();
    database.empty();
  }

  @Test
  void listsBelowAnAddressBecomeRows() throws SQLException {
    put("global", "https://b.org/x?y=1,NEWS,\nhttps://b.org/x?y=1,NEWS,twice\nnot a url,NEWS,\n");
    put("it", "http://a.it:8080/,CULTR,\"quoted, text\"\nhttps://c.it/,\"bad code\",\n");
    put("de", "https://d.de/,HUMR,\n");
    run.run(lists);
    assertEquals(
        "ZZ b.org https://b.org/x?y=1 NEWS;de d.de https://d.de/ HUMR;"
            + "it a.it:8080 http://a.it:8080/ CULTR",
        urls());
    assertEquals(3, meters.get(FeedRun.ROWS, "test_lists"));
    assertEquals(2, meters.get(FeedRun.SKIPPED, "test_lists"));
  }

  @Test
  void aFolderAndAnArchiveAreReadLikewise(@TempDir Path folder) throws Exception {
    Path inside = Files.createDirectories(folder.resolve("lists"));
    Files.writeString(inside.resolve("global.csv"), LIST + "https://a.org/,NEWS\n");
    Files.writeString(inside.resolve("it.csv"), LIST + "https://a.it/,NEWS\nhttps://b.it/,NEWS\n");
    Files.writeString(inside.resolve("00-legend.csv"), "no list");
    lists.source = Optional.of(folder.toString());
    run.run(lists);
    String expected =
        "ZZ a.org https://a.org/ NEWS;it a.it https://a.it/ NEWS;it b.it https://b.it/ NEWS";
    assertEquals(expected, urls());
    database.sql("DELETE FROM citizenlab; DELETE FROM feed");
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      for (String name : List.of("global.csv", "it.csv", "00-legend.csv")) {
        zip.putNextEntry(new ZipEntry("test-lists-main/lists/" + name));
        Files.copy(inside.resolve(name), zip);
      }
    }
    origin.put("/all.zip", "\"1\"", archive.toByteArray());
    lists.source = Optional.of(origin.url("/all.zip"));
    run.run(lists);
    assertEquals(expected, urls());
  }

  @Test
  void aNewListReplacesTheOldOneAndLeavesTheRest() throws SQLException {
    put("global", "https://a.org/,NEWS\nhttps://b.org/,NEWS\nhttps://c.org/,NEWS\n");
    run.run(lists);
    String before =
        database.one("SELECT string_agg(xmin::text, ',') FROM citizenlab WHERE domain = 'b.org'");
    put("global", "https://b.org/,NEWS\nhttps://c.org/,HUMR\nhttps://d.org/,NEWS\n");
    database.due();
    run.run(lists);
    assertEquals(
        "ZZ b.org https://b.org/ NEWS;ZZ c.org https://c.org/ HUMR;ZZ d.org https://d.org/ NEWS",
        urls());
    assertEquals(
        before,
        database.one("SELECT string_agg(xmin::text, ',') FROM citizenlab WHERE domain = 'b.org'"));
  }

  @Test
  void poisonedListsLeaveTheLastGoodOne() throws SQLException {
    put("global", "https://a.org/,NEWS\nhttps://b.org/,NEWS\nhttps://c.org/,NEWS\n");
    run.run(lists);
    String good = urls();
    refused("", "columns");
    refused("url,category\nhttps://a.org/,NEWS\n", "columns");
    refused(LIST, "too_few_rows");
    refused(LIST + "https://a.org/,NEWS\nhttps://b.org/,NEWS\n", "too_few_rows");
    refused(LIST + "https://a.org/,NEWS\n".repeat(101), "too_many_rows");
    origin.status("/lists/global.csv", 500);
    database.due();
    run.run(lists);
    assertEquals("status 6", database.one("SELECT last_failure || ' ' || failures FROM feed"));
    assertEquals(good, urls());
    assertEquals(6, meters.get(FeedRun.FAILURES, "test_lists"));
    assertEquals("t", database.one("SELECT due > now() + interval '9 minutes' FROM feed"));
  }

  @Test
  void whatIsNotDueOrClaimedByAnotherIsLeftAlone() throws SQLException {
    put("global", "https://a.org/,NEWS\nhttps://b.org/,NEWS\nhttps://c.org/,NEWS\n");
    run.run(lists);
    int requests = origin.requests.get();
    run.run(lists);
    assertEquals(requests, origin.requests.get());
    assertEquals("t", database.one("SELECT due > now() + interval '29 minutes' FROM feed"));
    database.due();
    run.run(lists);
    assertTrue(origin.requests.get() > requests);
    assertEquals("t", database.one("SELECT last_change < last_success FROM feed"));
  }

  @Test
  void whoLostTheClaimStoresNothing() throws SQLException {
    origin.put(
        "/lists/global.csv",
        exchange -> {
          takeOver();
          byte[] body =
              (LIST + "https://a.org/,A1\nhttps://b.org/,A1\nhttps://c.org/,A1\n")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
        });
    run.run(lists);
    assertEquals("", urls());
  }

  private void refused(String file, String reason) throws SQLException {
    origin.put("/lists/global.csv", "", text(file));
    database.due();
    run.run(lists);
    assertEquals(reason, database.one("SELECT last_failure FROM feed"));
  }

  private void put(String list, String rows) {
    origin.put("/lists/" + list + ".csv", "", text(LIST + rows));
  }

  private void takeOver() {
    try {
      database.sql("UPDATE feed SET claim = gen_random_uuid()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String urls() throws SQLException {
    return database.one(
        "SELECT coalesce(string_agg(concat_ws(' ', cc, domain, url, category_code), ';'"
            + " ORDER BY cc COLLATE \"C\", url), '') FROM citizenlab");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
