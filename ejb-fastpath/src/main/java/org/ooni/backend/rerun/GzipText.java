// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The text of a gzip file of one or many members. Unlike the reader of the JDK it takes a broken
 * member behind a whole one for what it is, and not for the end of the file.
 */
final class GzipText extends InputStream {

  private static final int BUFFER = 1 << 16;
  private static final int HAS_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int TIME_AND_SYSTEM_BYTES = 6;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private boolean inMember;

  /** Reads from a stream, which is closed with this. */
  GzipText(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (true) {
      if (!inMember && !begin()) {
        return -1;
      }
      int read = inflate(target, offset, length);
      if (read > 0 || length == 0) {
        checksum.update(target, offset, read);
        return read;
      }
      if (inflater.finished()) {
        end();
      }
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      if (inflater.needsInput() && !inflater.finished()) {
        if (from == to && !fill()) {
          throw new EOFException("the file ends within a member");
        }
        inflater.setInput(buffer, from, to - from);
        from = to;
      }
      int read = inflater.inflate(target, offset, length);
      if (inflater.needsDictionary()) {
        throw new ZipException("a member needs a dictionary");
      }
      return read;
    } catch (DataFormatException e) {
      throw new ZipException("a member cannot be unpacked");
    }
  }

  /** Reads the header of the next member; false at the end of the file. */
  private boolean begin() throws IOException {
    if (from == to && !fill()) {
      return false;
    }
    if (take() != 0x1F || take() != 0x8B || take() != 8) {
      throw new ZipException("not a member of gzip");
    }
    int flags = take();
    skip(TIME_AND_SYSTEM_BYTES);
    if ((flags & HAS_EXTRA) != 0) {
      skip(take() | take() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_CHECKSUM) != 0) {
      skip(2);
    }
    inflater.reset();
    checksum.reset();
    inMember = true;
    return true;
  }

  private void end() throws IOException {
    from = to - inflater.getRemaining();
    long length = inflater.getBytesWritten() & 0xFFFFFFFFL;
    if (number() != checksum.getValue() || number() != length) {
      throw new ZipException("a member has another checksum than it says");
    }
    inMember = false;
  }

  private long number() throws IOException {
    return take() | take() << 8 | take() << 16 | (long) take() << 24;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      take();
    }
  }

  private void skipText() throws IOException {
    while (take() != 0) {
      continue;
    }
  }

  private int take() throws IOException {
    if (from == to && !fill()) {
      throw new EOFException("the file ends within a member");
    }
    return buffer[from++] & 0xFF;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }
}
