// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * An object as it comes out of the store: counts and hashes what passes, and remembers whether it
 * was the store that failed, or who made sense of the bytes.
 */
final class WatchedStream extends FilterInputStream {

  private final MessageDigest sha256 = Proof.digest("SHA-256");
  private long bytes;
  private boolean failed;

  WatchedStream(InputStream in) {
    super(in);
  }

  /** Reads what nobody has asked for. */
  void drain() throws IOException {
    transferTo(OutputStream.nullOutputStream());
  }

  boolean hasFailed() {
    return failed;
  }

  long bytes() {
    return bytes;
  }

  /** Hash of all that has passed; afterwards it begins anew. */
  byte[] sha256() {
    return sha256.digest();
  }

  /** Always: the JDK's reader of gzip takes a moment without bytes for the end of the file. */
  @Override
  public int available() {
    return 1;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      int read = in.read(target, offset, length);
      if (read > 0) {
        sha256.update(target, offset, read);
        bytes += read;
      }
      return read;
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, 1 << 16)).length;
  }
}
