// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.apidocs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.ooni.backend.queries.Digest;

/**
 * A file of the page, read and compressed once.
 *
 * @param plain its bytes
 * @param compressed likewise, in gzip
 * @param tag changes with the bytes
 */
record Asset(String type, byte[] plain, byte[] compressed, String tag) {

  /**
   * Reads one.
   *
   * @param resource its absolute name on the class path
   */
  static Asset read(String resource, String type) {
    try (InputStream stream = Asset.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      byte[] plain = stream.readAllBytes();
      return new Asset(type, plain, gzip(plain), Digest.of(plain));
    } catch (IOException e) {
      throw new UncheckedIOException("not readable: " + resource, e);
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }
}
