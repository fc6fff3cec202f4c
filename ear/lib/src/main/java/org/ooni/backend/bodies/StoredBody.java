// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;

/**
 * The exact bytes of one submission, compressed with zstd, and where in them the measurement lies:
 * the value of the member {@code content} of the envelope {@code
 * {"format":"json","content":{...}}}.
 *
 * @param compressed one zstd frame
 * @param size number of bytes of the submission
 * @param contentOffset where the measurement starts, in bytes
 * @param contentLength how long it is, in bytes
 */
public record StoredBody(byte[] compressed, int size, int contentOffset, int contentLength) {

  /** The submission as it was received, after its content encoding was taken off. */
  public byte[] submission() {
    byte[] bytes = new byte[size];
    long written = Zstd.decompress(bytes, compressed);
    if (written != size) {
      throw new IllegalStateException("a stored body has not the size it was stored with");
    }
    return bytes;
  }

  /** The measurement alone, byte for byte as it was received. */
  public byte[] content() {
    return Arrays.copyOfRange(submission(), contentOffset, contentOffset + contentLength);
  }
}
