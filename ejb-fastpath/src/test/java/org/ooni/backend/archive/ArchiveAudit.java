// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.ooni.backend.bodies.LineDigest;

/** Counts what lies in the store, independently of the code that put it there. */
final class ArchiveAudit {

  private final ArchiveWorld world;

  ArchiveAudit(ArchiveWorld world) {
    this.world = world;
  }

  void check() throws Exception {
    assertEquals(List.of(), world.s3.replaced(), "objects that were replaced");
    assertEquals(world.accepted, members(), "members of the cans");
    Map<String, List<String>> lines = lines();
    assertEquals(
        world.accepted.size(), lines.values().stream().mapToInt(List::size).sum(), "lines");
    checkIndex(lines);
  }

  /** Name and bytes of each member of each object of bodies; none is there twice. */
  private Map<String, String> members() throws IOException {
    Map<String, String> members = new TreeMap<>();
    for (Map.Entry<String, byte[]> object : world.s3.objects().entrySet()) {
      if (!object.getKey().endsWith(".tar.gz") || isOrphan(object.getKey())) {
        continue;
      }
      try (TarArchiveInputStream tar = new TarArchiveInputStream(unzipped(object.getValue()))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          String name = entry.getName();
          String uid = name.substring(name.lastIndexOf('/') + 1).replace(".post", "");
          String before = members.put(uid, new String(tar.readAllBytes(), StandardCharsets.UTF_8));
          assertEquals(null, before, "member twice: " + name);
        }
      }
    }
    return members;
  }

  private Map<String, List<String>> lines() throws IOException {
    Map<String, List<String>> lines = new HashMap<>();
    for (Map.Entry<String, byte[]> object : world.s3.objects().entrySet()) {
      if (object.getKey().endsWith(".jsonl.gz") && !isOrphan(object.getKey())) {
        String text =
            new String(unzipped(object.getValue()).readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(text.endsWith("\n"));
        lines.put(object.getKey(), text.lines().toList());
      }
    }
    return lines;
  }

  /** Objects that a test damaged; they are left where they are. */
  private boolean isOrphan(String key) {
    return world.orphans.contains(key);
  }

  private void checkIndex(Map<String, List<String>> lines) throws Exception {
    Set<String> unseen = new java.util.TreeSet<>(world.accepted.keySet());
    try (Connection connection = world.postgres.application().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM jsonl")) {
      while (row.next()) {
        String uid = row.getString("measurement_uid");
        assertTrue(unseen.remove(uid), "indexed twice, or unknown: " + uid);
        String line = lines.get(row.getString("s3path")).get(row.getInt("linenum"));
        String submission = world.accepted.get(uid);
        String flat = submission.replace('\n', ' ').replace('\r', ' ');
        assertTrue(line.startsWith("{") && flat.contains("\"content\":" + line), uid);
        assertArrayEquals(LineDigest.of(ArchiveWorld.utf8(line)), row.getBytes("line_digest"), uid);
        assertEquals(line, lineOfBlock(row), uid);
      }
    }
    assertEquals(Set.of(), unseen, "not indexed");
  }

  private String lineOfBlock(ResultSet row) throws SQLException, IOException {
    byte[] object = world.s3.objects().get(row.getString("s3path"));
    int offset = (int) row.getLong("block_offset");
    byte[] block = Arrays.copyOfRange(object, offset, offset + row.getInt("block_length"));
    return new String(unzipped(block).readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList()
        .get(row.getInt("block_line"));
  }

  private static GZIPInputStream unzipped(byte[] bytes) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(bytes));
  }
}
