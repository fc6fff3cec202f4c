// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines as bytes. One that is longer than any body that is accepted is passed over and said to be
 * too long, so that no file can fill the memory.
 */
final class LineReader {

  private static final int LONGEST = 64 << 20;

  private final InputStream in;
  private final byte[] chunk = new byte[1 << 16];
  private int at;
  private int filled;
  private byte[] line = new byte[1 << 12];
  private int length;
  private boolean tooLong;
  private boolean ended;
  private long number;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false at the end. */
  boolean next() throws IOException {
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
  long number() {
    return number;
  }

  boolean isTooLong() {
    return tooLong;
  }

  /** The line without its line feed. */
  byte[] bytes() {
    return Arrays.copyOf(line, length);
  }

  /** Whether a line feed ended it. */
  boolean isEnded() {
    return ended;
  }

  private void append(int from, int to) {
    int needed = length + to - from;
    if (tooLong || needed > LONGEST) {
      tooLong = true;
      length = 0;
      return;
    }
    if (needed > line.length) {
      line = Arrays.copyOf(line, Math.max(needed, Math.min(LONGEST, line.length * 2)));
    }
    System.arraycopy(chunk, from, line, length, to - from);
    length = needed;
  }
}
