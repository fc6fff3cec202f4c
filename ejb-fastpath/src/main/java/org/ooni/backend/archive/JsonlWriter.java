// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Writes lines as a series of gzip members, so that one can be read without those before it. Every
 * unpacker reads the whole as one text.
 */
final class JsonlWriter implements AutoCloseable {

  /** Text after which a member is closed; why so much is told in the rationale. */
  static final int BLOCK_BYTES = 128 << 10;

  private static final int BUFFER = 1 << 16;

  private final OutputStream out;
  private Optional<GZIPOutputStream> block = Optional.empty();
  private long blockBytes;

  JsonlWriter(OutputStream out) {
    this.out = out;
  }

  /** Adds a line; its line feed is added here. */
  void add(byte[] line) throws IOException {
    if (block.isEmpty()) {
      block = Optional.of(new GZIPOutputStream(new LeftOpen(out), BUFFER));
    }
    block.get().write(line);
    block.get().write('\n');
    blockBytes += line.length + 1L;
    if (blockBytes >= BLOCK_BYTES) {
      endBlock();
    }
  }

  @Override
  public void close() throws IOException {
    endBlock();
    out.close();
  }

  private void endBlock() throws IOException {
    if (block.isPresent()) {
      block.get().close();
      block = Optional.empty();
      blockBytes = 0;
    }
  }

  /** A member ends, the file goes on. */
  private static final class LeftOpen extends FilterOutputStream {

    LeftOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
