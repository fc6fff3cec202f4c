// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.fastpath.FingerprintRefresh;
import org.ooni.backend.geoip.GeoLookup;
import org.ooni.backend.geoip.MmdbFile;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;

class OtherFeedsTest {

  private static final String FINGERPRINTS =
      "name,scope,location_found,pattern_type,pattern,confidence_no_fp,expected_countries\n";

  private final FeedDatabase database = new FeedDatabase();
  private final Meters meters = new Meters();
  private final FetchRules rules = Origin.rules();
  private FeedRun run;
  private Origin origin;

  @BeforeEach
  void start() throws IOException {
    origin = new Origin();
    run =
        new FeedRun(
            database.application(), rules, meters, new TimerRuns(meters, Clock.systemUTC()));
  }

  @AfterEach
  void stop() throws SQLException {
    origin.close();
    database.empty();
  }

  @Test
  void fingerprintsComeTogetherAndReachTheScorers() throws SQLException {
    int[] told = {0};
    FingerprintFeed feed = fingerprints(told);
    origin.put(
        "/dns.csv",
        "",
        text(FINGERPRINTS + "a,nat,dns,full,192.0.2.1,5,IT\nb,nat,dns,full,192.0.2.2,,\n"));
    origin.put(
        "/http.csv",
        "",
        text(
            FINGERPRINTS + "c,nat,body,contains,\"x,\"\"y\n\",5,IT\nc,nat,body,full,twice,5,IT\n"));
    run.run(feed);
    assertEquals("too_few_rows", database.one("SELECT last_failure FROM feed"));
    assertEquals("0", database.one("SELECT count(*) FROM fingerprints_dns"));
    assertEquals(0, told[0]);
    origin.put(
        "/http.csv",
        "",
        text(FINGERPRINTS + "c,nat,body,contains,\"x,\"\"y\n\",5,IT\nd,nat,body,full,z,5,IT\n"));
    database.due();
    run.run(feed);
    assertEquals(
        "5|0",
        database.one(
            "SELECT string_agg(confidence_no_fp::text, '|' ORDER BY name) FROM fingerprints_dns"));
    assertEquals("x,\"y\n", database.one("SELECT pattern FROM fingerprints_http WHERE name = 'c'"));
    assertEquals(1, told[0]);
    run.run(feed);
    assertEquals(1, told[0]);
  }

  @Test
  void namesOfNetworksAreReadFromPackedFiles() throws Exception {
    AsnMetadataRefresh feed = new AsnMetadataRefresh();
    feed.rules = rules;
    feed.source = Optional.of(origin.url("/asn.csv.gz"));
    feed.interval = Duration.ofHours(1);
    feed.minimum = 1;
    feed.maximum = 10;
    String csv =
        "asn,org_name,cc,changed,aut_name,source\n"
            + "1,One,US,20200102,A-1,R\n"
            + "AS4200000000,Two,IT,2021-02-03,,\n"
            + "x,,,20200101,,\n"
            + "2,,,2020-13-01,,\n";
    origin.put("/asn.csv.gz", "", gzip(csv));
    run.run(feed);
    assertEquals(
        "1 One US 2020-01-02 A-1 R;4200000000 Two IT 2021-02-03  ",
        database.one(
            "SELECT string_agg(concat_ws(' ', asn, org_name, cc, changed, aut_name, source), ';'"
                + " ORDER BY asn) FROM asnmeta"));
    assertEquals(2, meters.get(FeedRun.SKIPPED, "asn_metadata"));
  }

  @Test
  void addressFilesAreTriedBeforeTheyAreUsed(@TempDir Path state) throws Exception {
    GeoIpRefresh feed = new GeoIpRefresh();
    feed.rules = rules;
    feed.sources = Optional.of(List.of(origin.url("/{yyyyMMdd}.mmdb.gz")));
    feed.interval = Duration.ofHours(1);
    feed.directory = state.resolve("geoip");
    feed.testAddress = "8.8.8.8";
    feed.node = "n";
    feed.clock = Clock.fixed(Instant.parse("2026-03-20T00:00:00Z"), ZoneOffset.UTC);
    feed.geo = new GeoLookup(feed.directory);
    byte[] good = new MmdbFile("merged", 1).add("8.0.0.0/8", "US", 15169, "G").bytes();
    origin.put("/20260201.mmdb.gz", "\"1\"", good);
    run.run(feed);
    assertTrue(feed.geo.isAvailable());
    origin.put(
        "/20260301.mmdb.gz", "\"1\"", new MmdbFile("m", 2).add("9.0.0.0/8", "US", 1, "G").bytes());
    database.due();
    run.run(feed);
    assertEquals("damaged", database.one("SELECT last_failure FROM feed WHERE name = 'geoip@n'"));
    assertEquals(1, files(feed.directory));
    Files.delete(feed.directory.resolve("fetched-0.mmdb"));
    assertTrue(feed.isMissing());
    database.sql("UPDATE feed SET failures = 0");
    origin.status("/20260301.mmdb.gz", 404);
    run.run(feed);
    assertFalse(feed.isMissing());
  }

  private FingerprintFeed fingerprints(int[] told) {
    FingerprintFeed feed = new FingerprintFeed();
    feed.dnsSource = Optional.of(origin.url("/dns.csv"));
    feed.httpSource = Optional.of(origin.url("/http.csv"));
    feed.interval = Duration.ofHours(1);
    feed.minimum = 1;
    feed.maximum = 10;
    feed.scorers =
        new FingerprintRefresh() {
          @Override
          public void soon() {
            told[0]++;
          }
        };
    return feed;
  }

  private static long files(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.count();
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text(text));
    }
    return packed.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
