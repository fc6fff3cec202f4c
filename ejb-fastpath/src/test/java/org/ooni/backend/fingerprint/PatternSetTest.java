// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PatternSetTest {

  private static final int LARGE = 16 << 20;

  @Test
  void findsWhatLookingForEachPatternFinds() {
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      List<String> patterns = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        patterns.add(letters(random, random.nextInt(9)));
      }
      String text = letters(random, random.nextInt(400));
      BitSet expected = new BitSet();
      for (int i = 0; i < patterns.size(); i++) {
        expected.set(i, text.contains(patterns.get(i)));
      }
      byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.US_ASCII);
      assertEquals(expected, set(patterns).in(bytes, 2, bytes.length - 2));
    }
  }

  @Test
  void patternsAtBothEndsAreFound() {
    PatternSet set = set(List.of("begin", "finish", "abcd"));
    byte[] text = "begin and finish".getBytes(StandardCharsets.US_ASCII);
    assertEquals(BitSet.valueOf(new long[] {3}), set.in(text, 0, text.length));
    assertEquals(new BitSet(), set.in(text, 1, text.length - 1));
  }

  @Test
  void hostileTextsTakeNoLongerThanASecond() {
    List<String> patterns = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      patterns.add("<html><head><title>" + "a".repeat(200) + (char) ('b' + i % 20) + i);
    }
    PatternSet set = set(patterns);
    for (String unit : List.of("a", "<html><head><title>" + "a".repeat(200), "b1", "aaab")) {
      byte[] text = new byte[LARGE];
      byte[] piece = unit.getBytes(StandardCharsets.US_ASCII);
      for (int at = 0; at + piece.length <= LARGE; at += piece.length) {
        System.arraycopy(piece, 0, text, at, piece.length);
      }
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      set.in(text, 0, text.length);
      long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      assertTrue(taken < Duration.ofSeconds(1).toNanos(), unit);
    }
  }

  private static PatternSet set(List<String> patterns) {
    return new PatternSet(
        patterns.stream().map(p -> p.getBytes(StandardCharsets.US_ASCII)).toList());
  }

  private static String letters(Random random, int length) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = (char) ('a' + random.nextInt(3));
    }
    return new String(text);
  }
}
