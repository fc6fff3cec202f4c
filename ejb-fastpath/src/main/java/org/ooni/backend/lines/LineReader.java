// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.lines;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines as bytes. One that is longer than any body that is accepted is passed over and said to be
 * too long, so that no file can fill the memory.
 */
public final class LineReader {

  private static final int LONGEST = 64 << 20;

  private final InputStream in;
  private final int longest;
  private final byte[] chunk = new byte[1 << 16];
  private int at;
  private int filled;
  private byte[] line = new byte[1 << 12];
  private int length;
  private boolean tooLong;
  private boolean ended;
  private long number;

  /** Reads from a stream, which the caller closes. */
  public LineReader(InputStream in) {
    this(in, LONGEST);
  }

  /**
   * The same with another limit.
   *
   * @param longest how many bytes a line may have
   */
  public LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Goes to the next line; false at the end. */
  public boolean next() throws IOException {
    length = 0;
    tooLong = false;
    ended = false;
    while (true) {
      if (at == filled) {
        filled = Math.max(0, in.read(chunk));
        at = 0;
        if (filled == 0) {
          number += length > 0 || tooLong ? 1 : 0;
          return length > 0 || tooLong;
        }
      }
      int end = at;
      while (end < filled && chunk[end] != '\n') {
        end++;
      }
      append(at, end);
      at = end;
      if (end < filled) {
        at++;
        ended = true;
        number++;
        return true;
      }
    }
  }

  /** Number of the line, from 1. */
  public long number() {
    return number;
  }

  /** Whether it has more bytes than a line may have; they are passed over. */
  public boolean isTooLong() {
    return tooLong;
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return length == 0 && !tooLong;
  }

  /** The line without its line feed. */
  public byte[] bytes() {
    return Arrays.copyOf(line, length);
  }

  /** The line as it is in the file: with the line feed that ended it, if one did. */
  public byte[] bytesAsRead() {
    byte[] whole = Arrays.copyOf(line, ended ? length + 1 : length);
    if (ended) {
      whole[length] = '\n';
    }
    return whole;
  }

  /** Whether a line feed ended it. */
  public boolean isEnded() {
    return ended;
  }

  private void append(int from, int to) {
    int needed = length + to - from;
    if (tooLong || needed > longest) {
      tooLong = true;
      length = 0;
      return;
    }
    if (needed > line.length) {
      line = Arrays.copyOf(line, Math.max(needed, Math.min(longest, line.length * 2)));
    }
    System.arraycopy(chunk, from, line, length, to - from);
    length = needed;
  }
}
