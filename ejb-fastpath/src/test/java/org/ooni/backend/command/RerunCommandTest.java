// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.rerun.Cans;
import org.ooni.backend.rerun.PackedCans;

class RerunCommandTest {

  private static final int MEASUREMENTS = 700;

  @TempDir Path folder;
  private RerunWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new RerunWorld(folder);
    world.put(Cans.postcanKey(0), PackedCans.postcan(0, 400));
    world.put(Cans.postcanKey(1), PackedCans.postcan(400, MEASUREMENTS));
    world.put(Cans.postcanKey(1).replace(".tar.gz", ".jsonl.gz"), new byte[0]);
  }

  @Test
  void whatIsMissingIsAddedAndASecondRunLeavesTheSameRows() throws Exception {
    assertEquals(0, world.day(), world::messages);
    assertTrue(world.messages().contains("measurements: 700 = 700 scored"), world::messages);
    assertTrue(world.messages().contains("rows: 700 added, 0 replaced"), world::messages);
    assertEquals("700", world.one("SELECT count(*) FROM fastpath"));
    assertEquals("140", world.one("SELECT count(*) FROM fastpath WHERE anomaly"));
    String hash = world.hash();
    assertEquals(List.of(), world.wrongCells());
    assertEquals(0, world.day(), world::messages);
    assertTrue(world.messages().contains("rows: 0 added, 0 replaced, 700 kept"), world::messages);
    assertEquals(0, world.day("--update"), world::messages);
    assertTrue(world.messages().contains("rows: 0 added, 700 replaced"), world::messages);
    assertEquals(hash, world.hash());
    assertEquals(List.of(), world.wrongCells());
  }

  @Test
  void verdictsThatWouldChangeAreShownAndAnUpdateChangesThem() throws Exception {
    world.day();
    String hash = world.hash();
    world.sql(
        "UPDATE fastpath SET anomaly = NOT anomaly, scores = '{}', measurement_start_time ="
            + " measurement_start_time - interval '40 days' WHERE input LIKE '%5'");
    String spoilt = world.hash();
    Path csv = folder.resolve("flips.csv");
    Path json = folder.resolve("flips.json");
    String[] diff = {"--diff", "--diff-csv=" + csv, "--diff-json=" + json};
    assertEquals(0, world.day("--dry-run", diff[0], diff[1], diff[2]), world::messages);
    assertEquals(spoilt, world.hash());
    assertTrue(
        world
            .out()
            .matches("(?s).* 10  IT  web_connectivity +site\\d.example.org +ok -> anomaly.*"),
        world::out);
    assertTrue(world.out().contains("70 verdicts change"), world::out);
    assertEquals(8, Files.readAllLines(csv).size());
    assertTrue(Files.readString(json).startsWith("[{\"count\":10,\"probe_cc\":\"IT\","));
    assertEquals(0, world.day("--diff"), world::messages);
    assertEquals(spoilt, world.hash());
    assertEquals(0, world.day("--diff", "--update"), world::messages);
    assertTrue(world.out().contains("70 verdicts change"), world::out);
    assertEquals(hash, world.hash());
    assertEquals(List.of(), world.wrongCells());
    assertEquals(0, world.day("--diff", "--update"), world::messages);
    assertTrue(world.out().contains("0 verdicts change"), world::out);
  }

  @Test
  void aRunThatStopsEarlyIsGoneOnFrom() throws Exception {
    world.day();
    String hash = world.hash();
    world.sql("DELETE FROM fastpath");
    assertEquals(0, world.day("--stop-after=450", "--workers=1"), world::messages);
    assertEquals("450", world.one("SELECT count(*) FROM fastpath"));
    assertEquals(0, world.day(), world::messages);
    assertTrue(world.messages().contains("gone on from where"), world::messages);
    assertTrue(world.messages().contains("objects: 2 read"), world::messages);
    assertEquals(hash, world.hash());
    assertEquals(0, world.day(), world::messages);
    assertFalse(world.messages().contains("gone on"), world::messages);
  }

  @Test
  void nothingIsWrittenWhenThatIsNotWanted() throws Exception {
    assertEquals(0, world.day("--no-write-to-db", "--debug", "--stdout"), world::messages);
    assertEquals("0", world.one("SELECT count(*) FROM fastpath"));
    assertTrue(world.out().contains(".n1.0.tar.gz read, 400 measurements"), world::out);
    assertTrue(world.out().contains("700 scored"), world::out);
    assertEquals("", world.messages());
    world.environment.put("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/ooni");
    String none = "--fingerprints-dns=src/test/resources/fixture-fingerprints-dns.csv";
    assertEquals(0, world.day("--no-write-to-db", none), world::messages);
  }

  @Test
  void onlyWhatIsAskedForIsRead() throws Exception {
    assertEquals(0, world.day("--ccs=RU,DE", "--testnames=tor"), world::messages);
    assertTrue(world.messages().contains("objects: 0 read"), world::messages);
    assertEquals(0, world.day("--ccs=RU,IT", "--testnames=web_connectivity"), world::messages);
    assertEquals("700", world.one("SELECT count(*) FROM fastpath"));
    world.put("canned/2026-11-01/x.json.lz4", PackedCans.lines(Cans.content(1), Cans.content(2)));
    assertEquals(0, world.day("--testnames=tor"), world::messages);
    assertTrue(world.messages().contains("not asked for: 2 measurements"), world::messages);
    assertEquals(0, world.day("--ccs=IT"), world::messages);
    assertEquals("702", world.one("SELECT count(*) FROM fastpath"));
  }

  @Test
  void singleFilesAreRead() throws Exception {
    String file = world.archive.resolve(Cans.postcanKey(1)).toString();
    assertEquals(0, world.run(file), world::messages);
    assertEquals("300", world.one("SELECT count(*) FROM fastpath"));
    assertEquals(2, world.run("absent.tar.gz"));
    assertEquals(2, world.run("--start-day=2026-11-01", file));
  }

  @Test
  void exitCodesTellWhatWentWrong() {
    assertEquals(2, world.run());
    assertEquals(2, world.run("--start-day=2026-11-02", "--end-day=2026-11-02"));
    assertEquals(2, world.run("--start-day=2026-11-01", "--end-day=2026-11-02"));
    assertTrue(world.messages().contains("S3_ENDPOINT is needed"), world::messages);
    assertEquals(2, world.day("--pace=0"));
    assertEquals(2, world.day("--clickhouse-url=clickhouse://localhost"));
    assertTrue(world.messages().contains("set DATABASE_URL"), world::messages);
    assertEquals(2, world.day("--write-to-disk"));
    assertEquals(2, world.day("--from=" + folder.resolve("absent")));
    assertEquals(3, world.day("--db-uri=jdbc:postgresql://127.0.0.1:1/ooni"));
    assertTrue(world.messages().contains("the database cannot be asked"), world::messages);
    assertEquals(0, world.run("--help"));
    assertTrue(world.out().contains("--no-write-msmt"), world::out);
  }

  @Test
  void withoutFingerprintsNothingIsScored() throws Exception {
    world.sql("DELETE FROM fingerprints_dns");
    assertEquals(2, world.day());
    assertTrue(world.messages().contains("has no fingerprints yet"), world::messages);
    assertNotEquals(0, world.day("--dry-run"));
  }
}
