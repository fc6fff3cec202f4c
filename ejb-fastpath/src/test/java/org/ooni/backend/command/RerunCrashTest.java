// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.rerun.Cans;
import org.ooni.backend.rerun.PackedCans;

/** A rerun that is killed and started again leaves what one leaves that was not (I23). */
class RerunCrashTest {

  private static final int CANS = 6;
  private static final int IN_A_CAN = 600;

  @TempDir Path folder;
  private RerunWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new RerunWorld(folder);
    for (int can = 0; can < CANS; can++) {
      byte[] bytes = PackedCans.postcan(can * IN_A_CAN, (can + 1) * IN_A_CAN);
      String key = Cans.postcanKey(can);
      world.put(can % 2 == 0 ? key : key.replace("/20261101/", "/20261102/"), bytes);
    }
    world.put(Cans.postcanKey(CANS), new byte[1]);
  }

  @Test
  void afterKillsTheRowsAndTheSummaryAreThoseOfAWholeRun() throws Exception {
    String whole = run(0, 0);
    String hash = world.hash();
    assertTrue(whole.contains("rows: 3600 added"), whole);
    assertTrue(whole.contains("1 (truncated 1) unreadable"), whole);
    world.sql("DELETE FROM fastpath");
    for (int points : new int[] {1, 2, 5, 3, 4}) {
      run(points, MortalRerun.DEAD);
    }
    assertTrue(Files.size(state()) > 0);
    String resumed = run(0, 0);
    assertEquals(hash, world.hash());
    assertEquals(List.of(), world.wrongCells());
    assertEquals("3600", world.one("SELECT count(*) FROM fastpath"));
    // rows of the can that was being read were there before it was read again
    assertEquals(whole.replaceFirst("rows: .*", ""), resumed.replaceFirst("rows: .*", ""));
    assertTrue(Files.notExists(state()));
  }

  @Test
  void aLineThatWasCutByTheKillCountsForNothing() throws Exception {
    run(5, MortalRerun.DEAD);
    Files.writeString(state(), "{\"object\":\"raw/202611", StandardOpenOption.APPEND);
    String resumed = run(0, 0);
    assertTrue(resumed.contains("objects: 7 read"), resumed);
    assertEquals("3600", world.one("SELECT count(*) FROM fastpath"));
  }

  private Path state() {
    return folder.resolve("rerun.state");
  }

  private String run(int points, int expected) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                MortalRerun.class.getName(),
                world.url(),
                world.archive.toString(),
                state().toString(),
                Integer.toString(points))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(expected, process.waitFor(), output);
    return output;
  }
}
