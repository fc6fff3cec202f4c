// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database is lost and the bucket is not (hostile inputs, I24). */
class ArchiveRestoreTest {

  private ArchiveWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new ArchiveWorld();
    world.canMeasurements = 4;
    world.retention = Duration.ZERO;
    for (int i = 0; i < 11; i++) {
      world.accept(i % 2 == 0 ? "IT" : "DE", "telegram", i);
    }
    world.runUntilDone();
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void everyLineIsIndexedAsBeforeAndTheArchiveGoesOn() throws Exception {
    String index = index();
    world.postgres.truncateAll();
    assertEquals(11, adoptAll());
    assertEquals(index, index());
    world.assertArchivedOnce();
    assertEquals(0, adoptAll());
    world.accept("IT", "telegram", 50);
    world.runUntilDone();
    world.run();
    world.assertArchivedOnce();
    assertEquals("0", world.one("SELECT count(*) FROM archive_can WHERE manifest_id IS NULL"));
    assertEquals("0", world.one("SELECT count(*) FROM archive_can WHERE state <> 'PURGED'"));
    assertEquals("0", world.one("SELECT count(*) FROM archive_manifest WHERE stored_at IS NULL"));
  }

  @Test
  void cansThatTheServerHasBegunAreLeftToIt() throws Exception {
    CanName name = names().get(0);
    world.sql("UPDATE archive_can SET state = 'UPLOADED' WHERE s3path = '" + name.jsonl() + "'");
    assertTrue(adoption().isKnown(name));
    assertEquals(Optional.empty(), adopt(name, world.s3.objects().get(name.postcan())));
    assertEquals(
        "UPLOADED",
        world.one("SELECT state FROM archive_can WHERE s3path = '%s'".formatted(name.jsonl())));
  }

  @Test
  void nothingIsTakenFromAPairThatDoesNotFit() throws Exception {
    world.postgres.truncateAll();
    List<CanName> names = names();
    byte[] other = world.s3.objects().get(names.get(1).postcan());
    assertThrows(CanInspection.Differs.class, () -> adopt(names.get(0), other));
    CanName ofAnotherCountry = names.get(names.size() - 1);
    CanName moved = new CanName(names.get(0).group(), "elsewhere", 7);
    assertFalse(adoption().isKnown(moved));
    assertThrows(
        CanInspection.Differs.class,
        () ->
            adoption()
                .adopt(moved, open(ofAnotherCountry.postcan()), open(ofAnotherCountry.jsonl())));
    assertEquals("0", world.one("SELECT count(*) FROM archive_can"));
    assertEquals("0", world.one("SELECT count(*) FROM jsonl"));
  }

  private int adoptAll() throws Exception {
    int lines = 0;
    for (CanName name : names()) {
      lines += adopt(name, world.s3.objects().get(name.postcan())).orElse(0);
    }
    return lines;
  }

  private Optional<Integer> adopt(CanName name, byte[] postcan) throws Exception {
    return adoption().adopt(name, new ByteArrayInputStream(postcan), open(name.jsonl()));
  }

  private CanAdoption adoption() {
    return new CanAdoption(world.postgres.application());
  }

  private InputStream open(String key) {
    return new ByteArrayInputStream(world.s3.objects().get(key));
  }

  private List<CanName> names() {
    List<CanName> names = new ArrayList<>();
    for (String key : world.s3.objects().keySet()) {
      CanName.of(key).filter(name -> name.postcan().equals(key)).ifPresent(names::add);
    }
    return names;
  }

  private String index() throws Exception {
    return world.one(
        """
        SELECT string_agg(concat_ws('|', j, c.measurements, c.first_uid, c.last_uid,
          c.postcan_sha256, c.jsonl_bytes), ',' ORDER BY j.s3path, j.linenum)
        FROM jsonl j JOIN archive_can c USING (s3path)
        """);
  }
}
