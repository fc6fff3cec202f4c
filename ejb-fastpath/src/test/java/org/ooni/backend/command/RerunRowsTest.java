// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.rerun.Cans;
import org.ooni.backend.rerun.PackedCans;

/** What becomes of measurements that are not simply there or not there. */
class RerunRowsTest {

  @TempDir Path folder;
  private RerunWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new RerunWorld(folder);
    world.put(Cans.postcanKey(0), PackedCans.postcan(0, 10));
  }

  @Test
  void aliasesAndParkedOnesAreLeftToTheServer() throws Exception {
    String alias = Cans.uid(1, Cans.submission(1));
    String parked = Cans.uid(2, Cans.submission(2));
    world.sql("INSERT INTO measurement_alias VALUES ('" + alias + "', 'another')");
    world.sql("INSERT INTO parked (measurement_uid, reason) VALUES ('" + parked + "', 'x')");
    assertEquals(0, world.day("--update"), world::messages);
    assertTrue(world.messages().contains("8 added, 0 replaced, 0 kept, 0 unlisted, 1 of aliases"));
    assertTrue(world.messages().contains("1 parked"), world::messages);
    assertEquals("8", world.one("SELECT count(*) FROM fastpath"));
  }

  @Test
  void whatIsNotToBeShownHasNoRowByTodaysRules() throws Exception {
    byte[] hidden =
        new String(Cans.submission(1), java.nio.charset.StandardCharsets.UTF_8)
            .replace("\"probe_cc\":\"IT\"", "\"probe_cc\":\"ZZ\"")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String uid = Cans.uid(1, hidden);
    world.put(Cans.postcanKey(0), PackedCans.of(Map.of("x/" + uid + ".post", hidden)));
    world.sql(
        "INSERT INTO fastpath (measurement_uid, scores, platform, anomaly, confirmed, msm_failure)"
            + " VALUES ('"
            + uid
            + "', '{}', '', false, false, false)");
    assertEquals(0, world.day("--diff"), world::messages);
    assertEquals("1", world.one("SELECT count(*) FROM fastpath"));
    assertTrue(world.out().contains("ok -> unlisted"), world::out);
    assertEquals(0, world.day("--update"), world::messages);
    assertEquals("0", world.one("SELECT count(*) FROM fastpath"));
    assertEquals("unknown_country", world.one("SELECT reason FROM unlisted"));
    assertTrue(world.messages().contains("1 (unknown_country 1) discarded"), world::messages);
    assertEquals(List.of(), world.wrongCells());
  }

  @Test
  void linesKeepWhatOnlyTheWholeSubmissionSays() throws Exception {
    world.day();
    world.sql("UPDATE fastpath SET is_verified = 't', rule = 'spoilt'");
    for (int number = 0; number < 10; number++) {
      world.sql(
          "INSERT INTO jsonl (s3path, linenum, measurement_uid) VALUES ('%s', %d, '%s')"
              .formatted(lines(), number, Cans.uid(number, Cans.submission(number))));
    }
    java.nio.file.Files.delete(world.archive.resolve(Cans.postcanKey(0)));
    world.put(lines(), PackedCans.publishedLines(0, 10));
    assertEquals(0, world.day("--update"), world::messages);
    assertEquals(
        "10",
        world.one("SELECT count(*) FROM fastpath WHERE is_verified = 't' AND rule <> 'spoilt'"));
    world.sql("DELETE FROM jsonl");
    assertEquals(1, world.day("--update"), world::messages);
    assertTrue(world.messages().contains("10 (no_uid 10) unusable"), world::messages);
  }

  private static String lines() {
    return Cans.postcanKey(0).replace(".tar.gz", ".jsonl.gz");
  }

  @Test
  void whatCannotBeReadIsNamedAndCostsNothingElse() throws Exception {
    byte[] whole = PackedCans.postcan(10, 20);
    world.put(Cans.postcanKey(1), java.util.Arrays.copyOf(whole, whole.length / 2));
    Map<String, byte[]> twice = new LinkedHashMap<>(Cans.posts(20, 22));
    twice.put("other/" + Cans.uid(20, Cans.submission(20)) + ".post", Cans.submission(20));
    twice.put("../" + Cans.uid(23, Cans.submission(23)) + ".post\u001b[2J", new byte[1]);
    world.put(Cans.postcanKey(2), PackedCans.of(twice));
    assertEquals(1, world.day(), world::messages);
    String said = world.messages();
    assertTrue(said.contains("objects: 3 read"), said);
    assertTrue(said.contains("1 (truncated 1) unreadable"), said);
    assertTrue(said.contains("+ 1 duplicate + 1 (member_name 1) unusable"), said);
    assertTrue(said.contains(".n1.1.tar.gz: truncated: "), said);
    assertTrue(said.contains(Cans.uid(20, Cans.submission(20)) + ": duplicate"), said);
    assertTrue(said.contains(".post?[2J: member_name"), said);
    assertEquals("12", world.one("SELECT count(*) FROM fastpath WHERE input !~ '/1[0-9]$'"));
  }

  @Test
  void anIndexThatSaysOtherThanThereIsIsNamed() throws Exception {
    byte[] good = PackedCans.lines(Cans.content(101));
    byte[] altered = PackedCans.lines(Cans.content(102));
    world.put("canned/2026-11-01/good.json.lz4", good);
    world.put("canned/2026-11-01/altered.json.lz4", altered);
    world.put("canned/2026-11-01/new.json.lz4", PackedCans.lines(Cans.content(103)));
    world.put(
        "canned/2026-11-01/index.json.gz",
        PackedCans.index(Map.of("good", good, "altered", good, "lost", good)));
    assertEquals(1, world.day(), world::messages);
    String said = world.messages();
    assertTrue(said.contains("altered.json.lz4: index_differs"), said);
    assertTrue(said.contains("index.json.gz lost.json.lz4: listed_and_missing"), said);
    assertTrue(said.contains("index.json.gz new.json.lz4: not_listed"), said);
    assertEquals("12", world.one("SELECT count(*) FROM fastpath"));
    world.put("canned/2026-11-01/index.json.gz", new byte[] {0x1F, (byte) 0x8B, 8});
    assertEquals(1, world.day(), world::messages);
    assertTrue(world.messages().contains("index.json.gz: truncated"), world::messages);
    assertEquals("13", world.one("SELECT count(*) FROM fastpath"));
  }
}
