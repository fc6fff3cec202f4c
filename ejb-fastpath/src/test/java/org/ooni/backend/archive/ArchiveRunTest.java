// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArchiveRunTest {

  private static final String HOUR = "raw/20261122/14/";
  private static final String FIRST = HOUR + "IT/webconnectivity/2026112214_IT_webconnectivity.n1.";

  private ArchiveWorld world;

  @BeforeEach
  void begin() throws SQLException {
    world = new ArchiveWorld();
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void everyBodyIsOneMemberOneLineAndOneRowUnderTheNamesOfTheReference() throws Exception {
    String uid = world.accept(1);
    world.accept(2);
    world.accept("DE", "telegram", 3);
    assertEquals(new ArchiveRun.Result(2, 0), world.run());
    world.assertArchivedOnce();
    assertEquals(
        List.of(
            "manifest/20261122/14/2026112214.0.json",
            HOUR + "DE/telegram/2026112214_DE_telegram.n1.0.jsonl.gz",
            HOUR + "DE/telegram/2026112214_DE_telegram.n1.0.tar.gz",
            FIRST + "0.jsonl.gz",
            FIRST + "0.tar.gz"),
        List.copyOf(world.s3.objects().keySet()));
    byte[] postcan = world.s3.objects().get(FIRST + "0.tar.gz");
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new java.util.zip.GZIPInputStream(new ByteArrayInputStream(postcan)))) {
      assertEquals("2026112214_IT_webconnectivity/" + uid + ".post", tar.getNextEntry().getName());
    }
    assertEquals(
        "r1|https://example.org/1|" + FIRST + "0.jsonl.gz|0",
        world.one(
            """
            SELECT concat_ws('|', report_id, input, s3path, linenum) FROM jsonl
            WHERE measurement_uid = '%s'
            """
                .formatted(uid)));
  }

  @Test
  void aSecondRunFindsNothingToDo() throws Exception {
    world.accept(1);
    world.run();
    int objects = world.s3.objects().size();
    assertEquals(new ArchiveRun.Result(0, 0), world.run());
    assertEquals(objects, world.s3.objects().size());
    world.assertArchivedOnce();
  }

  @Test
  void cansAreFilledInTheOrderOfKeysUntilTheyAreLargeEnough() throws Exception {
    world.canBytes = 80_000;
    for (int i = 0; i < 700; i++) {
      world.accept(i);
    }
    world.run();
    world.assertArchivedOnce();
    int cans = Integer.parseInt(world.one("SELECT count(*) FROM archive_can"));
    assertTrue(cans > 1, "cans " + cans);
    assertEquals(
        "0",
        world.one(
            """
            SELECT count(*) FROM archive_can a JOIN archive_can b ON a.number < b.number
            WHERE a.last_uid >= b.first_uid
            """));
    for (int i = 0; i < cans - 1; i++) {
      assertTrue(world.s3.objects().get(FIRST + i + ".tar.gz").length > 80_000);
    }
    assertTrue(Integer.parseInt(world.one("SELECT count(DISTINCT block_offset) FROM jsonl")) > 1);
  }

  @Test
  void anHourThatIsNotOldEnoughWaits() throws Exception {
    world.accept(Instant.parse("2026-11-22T15:00:00Z"), "IT", "ndt", "{\"a\":1}");
    assertEquals(new ArchiveRun.Result(0, 0), world.run());
    assertTrue(world.s3.objects().isEmpty());
    world.minimumAge = Duration.ZERO;
    world.run();
    world.assertArchivedOnce();
  }

  @Test
  void aBodyThatCannotBeArchivedIsSetAsideAndTheOthersGoOn() throws Exception {
    world.accept(1);
    world.accept(5);
    byte[] good = ArchiveWorld.utf8("{\"format\":\"json\",\"content\":{}}");
    String uid = "20261122140000.00%d000_IT_webconnectivity_0123456789abcdef";
    world.insert(uid.formatted(2), "{}", new byte[] {1, 2, 3});
    world.insert(uid.formatted(3), "x", Zstd.compress(good));
    world.insert(uid.formatted(4), new String(good), Zstd.compress(good));
    world.insert(uid.formatted(6).replace("_0123456789abcdef", "_no"), "{}", new byte[1]);
    world.insert("2026112214_it_", "{}", new byte[1]);
    world.insert("!", "{}", new byte[1]);
    assertEquals(new ArchiveRun.Result(1, 0), world.run());
    world.assertArchivedOnce();
    assertEquals(
        "hash_differs 1,not_an_id 3,not_unpackable 2",
        world.one(
            """
            SELECT string_agg(set_aside || ' ' || count, ',' ORDER BY set_aside)
            FROM (SELECT set_aside, count(*) FROM spool GROUP BY 1) AS counted
            WHERE set_aside IS NOT NULL
            """));
    assertEquals("8", world.one("SELECT count(*) FROM spool"));
  }

  @Test
  void aMeasurementThatIsWrittenOnManyLinesIsOneLine() throws Exception {
    Instant time = Instant.parse("2026-11-22T14:00:00Z");
    world.accept(time, "IT", "ndt", "{\n  \"input\": \"\\u0000\\n\",\r\n  \"a\": [1,\n2]\n}");
    world.accept(time.plusSeconds(1), "IT", "ndt", "{\"input\":[1],\"report_id\":7}");
    world.run();
    world.assertArchivedOnce();
  }

  @Test
  void theDatabaseKeepsItsCopyForADayAndWhatIsParkedForLonger() throws Exception {
    String parked = world.accept(1);
    world.accept(2);
    world.sql("INSERT INTO parked (measurement_uid, reason) VALUES ('%s', 'x')".formatted(parked));
    world.run();
    world.run();
    assertEquals("2", world.one("SELECT count(*) FROM spool"));
    world.retention = Duration.ZERO;
    world.run();
    assertEquals(parked, world.one("SELECT string_agg(measurement_uid, ',') FROM spool"));
    world.sql("DELETE FROM parked");
    world.sql("UPDATE archive_can SET due = now()");
    world.run();
    assertEquals("0", world.one("SELECT count(*) FROM spool"));
    assertEquals("PURGED", world.one("SELECT state FROM archive_can"));
    world.assertArchivedOnce();
  }

  @Test
  void severalNodesShareTheWorkAndDoNothingTwice() throws Exception {
    world.canMeasurements = 7;
    for (int i = 0; i < 120; i++) {
      world.accept(i % 2 == 0 ? "IT" : "DE", i % 3 == 0 ? "telegram" : "signal", i);
    }
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    List<Future<ArchiveRun.Result>> runs = new ArrayList<>();
    for (int node = 0; node < 4; node++) {
      ArchiveSettings settings = world.settings(node < 2 ? "1" : "2");
      runs.add(
          nodes.submit(
              () ->
                  new ArchiveRun(
                          world.postgres.application(),
                          world.store,
                          settings,
                          Clock.fixed(world.now, ZoneOffset.UTC),
                          world.meters,
                          () -> false,
                          point -> {})
                      .run()));
    }
    for (Future<ArchiveRun.Result> run : runs) {
      run.get();
    }
    nodes.shutdown();
    world.runUntilDone();
    world.assertArchivedOnce();
  }

  @Test
  void manifestsNameEveryObjectWithItsHashAndTheManifestBefore() throws Exception {
    world.accept(1);
    world.run();
    world.accept(2);
    world.accept(3);
    world.run();
    byte[] first = world.s3.objects().get("manifest/20261122/14/2026112214.0.json");
    byte[] second = world.s3.objects().get("manifest/20261122/14/2026112214.1.json");
    JsonNode manifest = new ObjectMapper().readTree(second);
    assertEquals(sha256(first), manifest.at("/previous_sha256").textValue());
    assertTrue(new ObjectMapper().readTree(first).at("/previous_sha256").isNull());
    assertEquals(2, manifest.at("/measurements").intValue());
    assertEquals(2, manifest.at("/cans/0/objects").size());
    for (JsonNode object : manifest.at("/cans/0/objects")) {
      byte[] bytes = world.s3.objects().get(object.get("key").textValue());
      assertEquals(sha256(bytes), object.get("sha256").textValue());
      assertEquals(bytes.length, object.get("bytes").intValue());
    }
    assertEquals(
        List.copyOf(world.accepted.keySet()).get(1),
        manifest.at("/cans/0/first_measurement_uid").textValue());
    assertArrayEquals(first, world.s3.objects().get("manifest/20261122/14/2026112214.0.json"));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
