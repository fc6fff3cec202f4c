// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.rerun.UnreadableObject.Reason;

/** Objects that are damaged, or were made to do harm: each has a reason, within small limits. */
class HostileArchivesTest {

  @TempDir Path folder;
  private Readings readings;

  @BeforeEach
  void begin() {
    readings = new Readings(folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 9, 12, 200, 500})
  void aTruncatedGzipIsNamed(int missing) {
    byte[] whole = Cans.postcan(0, 20);
    assertEquals(
        Reason.TRUNCATED,
        refused(Cans.postcanKey(0), Arrays.copyOf(whole, whole.length - missing)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 9})
  void aMemberThatEndsInItsHeaderIsNotTheEndOfTheFile(int kept) {
    byte[] one = Cans.gzip(Cans.lines(List.of(Cans.content(1))));
    byte[] cut = Arrays.copyOf(one, one.length + kept);
    System.arraycopy(one, 0, cut, one.length, kept);
    assertEquals(Reason.TRUNCATED, refused("raw/x.jsonl.gz", cut));
  }

  @Test
  void rubbishBehindAGzipIsNamed() {
    byte[] one = Cans.gzip(Cans.lines(List.of(Cans.content(1))));
    assertEquals(Reason.DAMAGED, refused("raw/x.jsonl.gz", Arrays.copyOf(one, one.length + 1)));
  }

  @Test
  void aFlippedBitIsNamed() {
    byte[] can = Cans.gzip(Cans.lines(List.of(Cans.content(1))));
    can[can.length - 6] ^= 1;
    assertEquals(Reason.DAMAGED, refused("raw/x.jsonl.gz", can));
    assertEquals(Reason.DAMAGED, refused("raw/x.jsonl.gz", Cans.utf8("no gzip at all")));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 100})
  void aTruncatedLz4IsNamed(int missing) {
    byte[] whole = Cans.lz4(Cans.lines(List.of(Cans.content(1), Cans.content(2))));
    Reason reason =
        refused("canned/2018-01-01/x.json.lz4", Arrays.copyOf(whole, whole.length - missing));
    assertEquals(Reason.TRUNCATED, reason);
  }

  @Test
  void aDamagedLz4IsNamed() {
    byte[] can = Cans.lz4(Cans.lines(List.of(Cans.content(1), Cans.content(2))));
    can[can.length / 2] ^= 0x55;
    assertEquals(Reason.DAMAGED, refused("canned/2018-01-01/x.json.lz4", can));
    assertEquals(Reason.DAMAGED, refused("canned/2018-01-01/x.json.lz4", Cans.utf8("no lz4")));
  }

  @Test
  void aTruncatedArchiveIsNamed() {
    byte[] tar = Cans.tar(Cans.posts(0, 3));
    assertEquals(
        Reason.TRUNCATED, refused(Cans.postcanKey(0), Cans.gzip(Arrays.copyOf(tar, 2000))));
    int behindTheFirstMember = 3 * 512;
    byte[] cut = Arrays.copyOf(tar, behindTheFirstMember);
    assertEquals(Reason.TRUNCATED, refused(Cans.postcanKey(0), Cans.gzip(cut)));
    assertEquals(Reason.TRUNCATED, refused(Cans.postcanKey(0), cut));
    assertEquals(Reason.TRUNCATED, refused(Cans.postcanKey(0), new byte[] {1}));
  }

  @Test
  void aBombIsReadUpToALimit() {
    byte[] bomb = new byte[(int) Readings.SMALL.textBytes() + 1];
    assertEquals(Reason.TOO_LARGE, refused("raw/x.jsonl.gz", Cans.gzip(bomb)));
    assertEquals(Reason.TOO_LARGE, refused("canned/2018-01-01/x.json.lz4", Cans.lz4(bomb)));
    assertEquals(
        Reason.TOO_LARGE,
        refused(Cans.postcanKey(0), Cans.gzip(Cans.tar(Map.of("notes.txt", bomb)))));
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_GNUTYPE_LONGNAME, TarConstants.LF_PAX_EXTENDED_HEADER_LC})
  void aHeaderThatFillsTheMemoryIsReadUpToALimit(byte type) {
    byte[] name = new byte[(int) Readings.SMALL.headerBytes() * 2];
    Arrays.fill(name, (byte) 'a');
    byte[] length = Cans.utf8((name.length) + " path=");
    System.arraycopy(length, 0, name, 0, length.length);
    byte[] tar = Cans.tar(Map.of("x", name));
    tar[156] = type;
    mendChecksum(tar);
    assertEquals(Reason.TOO_LARGE, refused(Cans.postcanKey(0), Cans.gzip(tar)));
  }

  @Test
  void aBodyOrALineThatIsTooLargeIsPassedOver() throws Exception {
    byte[] large = new byte[Readings.SMALL.bodyBytes() + 1];
    Arrays.fill(large, (byte) 'a');
    Map<String, byte[]> members = new LinkedHashMap<>(Cans.posts(0, 1));
    members.put("x/large.post", large);
    members.putAll(Cans.posts(1, 2));
    readings.of(Cans.postcanKey(0), Cans.gzip(Cans.tar(members)));
    byte[] line = Cans.utf8("\n" + Cans.content(1) + "\n");
    readings.of("canned/2018-01-01/x.json.lz4", Cans.lz4(large, line));
    assertEquals(3, readings.judged.size());
    assertEquals(List.of("x/large.post: too_large", "line 1: too_large"), readings.unusable);
  }

  @Test
  void namesThatLeadElsewhereAndOtherKindsOfMembersAreRefused() throws Exception {
    byte[] body = Cans.submission(1);
    String uid = Cans.uid(1, body);
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("../../" + uid + ".post", body);
    members.put("/etc/" + uid + ".post", body);
    members.put("a\\b/" + uid + ".post", body);
    members.put("x/.post", body);
    members.put("x/again.tar", Cans.tar(Cans.posts(0, 1)));
    members.put("x/" + Cans.uid(2, body) + ".post", Cans.submission(2));
    members.put("x/" + uid + ".post", body);
    byte[] tar = Cans.tar(members);
    byte[] link = Cans.tar(Map.of("x/link.post", new byte[0]));
    link[156] = TarConstants.LF_SYMLINK;
    mendChecksum(link);
    readings.of(Cans.postcanKey(0), Cans.gzip(tar));
    readings.of(Cans.postcanKey(0), Cans.gzip(link));
    assertEquals(List.of(uid), List.copyOf(readings.judged.keySet()));
    assertEquals(
        List.of(
            "member_name",
            "member_name",
            "member_name",
            "member_name",
            "member_unknown",
            "hash_differs",
            "member_kind"),
        readings.unusable.stream().map(one -> one.replaceAll(".*: ", "")).toList());
  }

  @Test
  void otherFilesAndEmptyOnesAreNamed() {
    assertEquals(Reason.UNKNOWN_FORMAT, refused("raw/x.exe", new byte[1]));
    assertEquals(Reason.UNKNOWN_FORMAT, refused("raw/x.gz", Cans.gzip(new byte[1])));
    assertEquals(Reason.EMPTY, refused("raw/x.tar.gz", new byte[0]));
  }

  private Reason refused(String key, byte[] bytes) {
    UnreadableObject refusal =
        assertThrows(UnreadableObject.class, () -> readings.of(key, bytes), () -> "read: " + key);
    return refusal.reason();
  }

  /** Of the first header. */
  private static void mendChecksum(byte[] tar) {
    Arrays.fill(tar, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += tar[i] & 0xFF;
    }
    System.arraycopy(Cans.utf8("%06o\0 ".formatted(sum)), 0, tar, 148, 8);
  }
}
