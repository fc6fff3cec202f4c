// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SpillTest {

  @Test
  void aLittleStaysInMemory() throws IOException {
    Spill spill = new Spill(10);
    spill.write("0123456789".getBytes(StandardCharsets.UTF_8));
    assertFalse(spill.isOnDisk());
    assertEquals("0123456789", drained(spill));
  }

  @Test
  void moreGoesToDiskInOrder() throws IOException {
    Spill spill = new Spill(10);
    for (int i = 0; i < 1000; i++) {
      spill.write("abc".getBytes(StandardCharsets.UTF_8));
      spill.write('d');
    }
    assertTrue(spill.isOnDisk());
    assertEquals(4000, spill.size());
    assertEquals("abcd".repeat(1000), drained(spill));
  }

  @Test
  void whatIsDiscardedIsGone() throws IOException {
    Spill spill = new Spill(0);
    spill.write(1);
    spill.discard();
    assertThrows(ClosedChannelException.class, () -> drained(spill));
  }

  @Test
  void whatIsHalfFullIsNotKept() throws IOException {
    Spill[] seen = new Spill[1];
    assertThrows(
        IllegalStateException.class,
        () ->
            Spill.filledBy(
                spill -> {
                  seen[0] = spill;
                  spill.write(new byte[20]);
                  throw new IllegalStateException("no more");
                },
                10));
    assertThrows(ClosedChannelException.class, () -> drained(seen[0]));
    assertEquals(
        "all",
        drained(Spill.filledBy(spill -> spill.write("all".getBytes(StandardCharsets.UTF_8)), 10)));
  }

  private static String drained(Spill spill) throws IOException {
    ByteArrayOutputStream client = new ByteArrayOutputStream();
    spill.drainTo(client);
    return client.toString(StandardCharsets.UTF_8);
  }
}
