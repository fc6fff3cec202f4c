// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads a {@code .jsonl.gz} that was written here member by member, and tells where in the file
 * each lies. One block at a time is in memory. Files with one large member are for line readers.
 */
public final class JsonlBlocks implements AutoCloseable {

  private static final int BUFFER = 1 << 16;
  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;
  private static final int MAXIMUM_BLOCK = JsonlWriter.BLOCK_BYTES + Post.MAXIMUM_BYTES;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long position;

  /** Reads from a stream, which is closed with this. */
  public JsonlBlocks(InputStream in) {
    this.in = in;
  }

  /**
   * Some lines, and where they lie.
   *
   * @param offset of the member's first byte in the file
   * @param length of the member in bytes
   * @param lines without their line feeds
   */
  public record Block(long offset, int length, List<byte[]> lines) {}

  /**
   * The next block; nothing at the end.
   *
   * @throws ZipException when this is no such file
   * @throws EOFException when it ends within a block
   * @throws IOException when the stream cannot be read
   */
  public Optional<Block> next() throws IOException {
    if (from == to && !fill()) {
      return Optional.empty();
    }
    long start = position;
    byte[] header = take(HEADER_BYTES);
    boolean gzip = (header[0] & 0xFF) == 0x1F && (header[1] & 0xFF) == 0x8B && header[2] == 8;
    if (!gzip || header[3] != 0) {
      throw new ZipException("not a block of lines");
    }
    byte[] text = inflate();
    byte[] trailer = take(TRAILER_BYTES);
    CRC32 checksum = new CRC32();
    checksum.update(text);
    if (little(trailer, 0) != checksum.getValue() || little(trailer, 4) != text.length) {
      throw new ZipException("a block has another checksum than it says");
    }
    return Optional.of(new Block(start, (int) (position - start), lines(text)));
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }

  private byte[] inflate() throws IOException {
    inflater.reset();
    ByteArrayOutputStream text = new ByteArrayOutputStream(2 * JsonlWriter.BLOCK_BYTES);
    byte[] part = new byte[BUFFER];
    try {
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          if (from == to && !fill()) {
            throw new EOFException("the file ends within a block");
          }
          inflater.setInput(buffer, from, to - from);
          position += to - from;
          from = to;
        }
        text.write(part, 0, inflater.inflate(part));
        if (text.size() > MAXIMUM_BLOCK) {
          throw new ZipException("a block is larger than any that is written");
        }
      }
    } catch (DataFormatException e) {
      throw new ZipException("not a block of lines");
    }
    from = to - inflater.getRemaining();
    position -= inflater.getRemaining();
    return text.toByteArray();
  }

  private static List<byte[]> lines(byte[] text) throws ZipException {
    if (text.length == 0 || text[text.length - 1] != '\n') {
      throw new ZipException("a block does not end with a line");
    }
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        lines.add(java.util.Arrays.copyOfRange(text, start, i));
        start = i + 1;
      }
    }
    return lines;
  }

  private byte[] take(int count) throws IOException {
    byte[] taken = new byte[count];
    for (int i = 0; i < count; i++) {
      if (from == to && !fill()) {
        throw new EOFException("the file ends within a block");
      }
      taken[i] = buffer[from++];
      position++;
    }
    return taken;
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer);
    from = 0;
    to = Math.max(0, read);
    return read > 0;
  }

  private static long little(byte[] bytes, int at) {
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xFF;
    }
    return value;
  }
}
