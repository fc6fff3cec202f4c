// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Compresses bodies with zstd. What the library works in is kept from one body to the next: to make
 * and clear it for each would cost a fifth of the compression.
 */
final class BodyCompressor implements AutoCloseable {

  private static final int FASTEST = 1;

  /** Larger outputs are so seldom that they get an array of their own. */
  private static final int KEPT_BYTES = 256 * 1024;

  private final Queue<Workbench> idle =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  /** One for each body in work, of which there are about as many as processors. */
  private static final class Workbench implements AutoCloseable {

    /** With a checksum, so that damage on any disk is noticed when it is unpacked. */
    private final ZstdCompressCtx context =
        new ZstdCompressCtx().setLevel(FASTEST).setChecksum(true);

    private byte[] output = new byte[0];

    byte[] compress(byte[] body) {
      int bound = Math.toIntExact(Zstd.compressBound(body.length));
      byte[] room = output.length >= bound ? output : new byte[bound];
      if (bound <= KEPT_BYTES) {
        output = room;
      }
      int size = context.compressByteArray(room, 0, room.length, body, 0, body.length);
      return Arrays.copyOf(room, size);
    }

    @Override
    public void close() {
      context.close();
    }
  }

  /** One zstd frame. */
  byte[] compress(byte[] body) {
    Workbench taken = idle.poll();
    Workbench workbench = taken == null ? new Workbench() : taken;
    byte[] frame;
    try {
      frame = workbench.compress(body);
    } catch (RuntimeException e) {
      workbench.close();
      throw e;
    }
    if (!idle.offer(workbench)) {
      workbench.close();
    }
    return frame;
  }

  /** Frees what is idle; nothing is compressed any more. */
  @Override
  public void close() {
    for (Workbench workbench = idle.poll(); workbench != null; workbench = idle.poll()) {
      workbench.close();
    }
  }
}
