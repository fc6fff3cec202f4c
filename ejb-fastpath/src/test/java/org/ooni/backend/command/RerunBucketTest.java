// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.objectstore.FakeS3;
import org.ooni.backend.rerun.Cans;
import org.ooni.backend.rerun.PackedCans;

class RerunBucketTest {

  @TempDir Path folder;
  private final FakeS3 s3 = new FakeS3();
  private RerunWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new RerunWorld(folder);
    for (int can = 0; can < 5; can++) {
      s3.put(Cans.postcanKey(can), PackedCans.postcan(can * 10, can * 10 + 10));
      s3.put(lines(can), PackedCans.publishedLines(can * 10, can * 10 + 10));
    }
    world.environment.put("S3_ENDPOINT", s3.endpoint().toString());
    world.environment.put("S3_BUCKET", "bucket");
    world.environment.put("S3_ACCESS_KEY", "key");
    world.environment.put("S3_SECRET_KEY", "secretsecret");
  }

  @AfterEach
  void end() {
    s3.close();
  }

  @Test
  void aBucketIsReadAndItsLinesAreIndexed() throws Exception {
    assertEquals(0, run(), world::messages);
    assertTrue(world.messages().contains("rows: 50 added"), world::messages);
    assertTrue(world.messages().contains("index: 50 lines added"), world::messages);
    assertEquals(
        "50", world.one("SELECT count(*) FROM jsonl JOIN fastpath USING (measurement_uid)"));
    assertEquals("5", world.one("SELECT count(*) FROM archive_can WHERE state = 'INDEXED'"));
    assertEquals(List.of(), copies());
    assertEquals(0, run("--update"), world::messages);
    assertTrue(world.messages().contains("index: 0 lines added"), world::messages);
    assertEquals("50", world.one("SELECT count(*) FROM jsonl"));
  }

  @Test
  void theIndexIsLeftAloneWhenThatIsNotWanted() throws Exception {
    assertEquals(0, run("--no-write-msmt"), world::messages);
    assertEquals("0", world.one("SELECT count(*) FROM jsonl"));
    assertEquals("50", world.one("SELECT count(*) FROM fastpath"));
    assertFalse(s3.requests().stream().anyMatch(request -> request.contains(".jsonl.gz")));
  }

  @Test
  void linesThatAreNotThoseOfTheirBodiesAreNotIndexed() throws Exception {
    s3.put(lines(2), PackedCans.publishedLines(21, 31));
    s3.lose(lines(3));
    assertEquals(1, run(), world::messages);
    assertTrue(world.messages().contains(lines(2) + ": lines_differ"), world::messages);
    assertTrue(world.messages().contains(lines(3) + ": lines_missing"), world::messages);
    assertEquals("30", world.one("SELECT count(*) FROM jsonl"));
    assertEquals("50", world.one("SELECT count(*) FROM fastpath"));
  }

  @Test
  void copiesAreKeptAndUsedWhenThatIsWanted() throws Exception {
    assertEquals(0, run("--keep-s3-cache", "--no-write-msmt"), world::messages);
    assertEquals(5, copies().size());
    int requests = bodyRequests();
    assertEquals(0, run("--keep-s3-cache", "--no-write-msmt", "--update"), world::messages);
    assertEquals(requests, bodyRequests());
  }

  @Test
  void aKeyThatLeadsOutOfTheFolderIsNoFile() throws Exception {
    s3.put("raw/20261101/14/IT/webconnectivity/..", new byte[1]);
    s3.put("raw/20261101/../../../evil.tar.gz", PackedCans.postcan(60, 61));
    assertEquals(1, run("--no-write-msmt"), world::messages);
    assertTrue(world.messages().contains("evil.tar.gz: unknown_format"), world::messages);
    assertEquals("50", world.one("SELECT count(*) FROM fastpath"));
  }

  private int run(String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "--start-day=" + RerunWorld.DAY;
    all[1] = "--end-day=2026-11-02";
    System.arraycopy(options, 0, all, 2, options.length);
    return world.run(all);
  }

  private static String lines(int can) {
    return Cans.postcanKey(can).replace(".tar.gz", ".jsonl.gz");
  }

  private int bodyRequests() {
    return (int) s3.requests().stream().filter(one -> one.matches("GET .*\\.tar\\.gz .*")).count();
  }

  private List<Path> copies() throws Exception {
    try (Stream<Path> files = Files.walk(world.work.resolve("cache"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
