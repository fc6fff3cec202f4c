// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Text as it comes out of a packed file: no more than a limit, however well it was packed. */
final class BoundedText extends FilterInputStream {

  private long left;
  private long allowance = Long.MAX_VALUE;
  private long zeros;

  BoundedText(InputStream in, long limit) {
    super(in);
    this.left = limit;
  }

  /** More was read than may be. */
  static final class Exceeded extends IOException {
    private static final long serialVersionUID = 1L;

    Exceeded(String message) {
      super(message);
    }
  }

  /** Until the next call no more than so many bytes can be read. */
  void allow(long bytes) {
    allowance = bytes;
  }

  /** From now on only the limit of the whole holds. */
  void allowAll() {
    allowance = Long.MAX_VALUE;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    if (read > 0) {
      left -= read;
      allowance -= read;
      countZeros(target, offset, read);
    }
    if (left < 0) {
      throw new Exceeded("more text than is ever written to one object");
    }
    if (allowance < 0) {
      throw new Exceeded("a header larger than any that is written");
    }
    return read;
  }

  /** How many zeros the text ends with so far: an archive that is whole ends with many. */
  long trailingZeros() {
    return zeros;
  }

  private void countZeros(byte[] bytes, int offset, int length) {
    int at = offset + length - 1;
    while (at >= offset && bytes[at] == 0) {
      at--;
    }
    int found = offset + length - 1 - at;
    zeros = found == length ? zeros + found : found;
  }

  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, 1 << 16)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
