// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Lines of a gzip file of one or many members, read as a stream within fixed bounds. */
final class GzipLines {

  /** More than a submission may have once it is unpacked. */
  static final int MAXIMUM_LINE_BYTES = 64 << 20;

  private static final long MAXIMUM_SCANNED_BYTES = 4L << 30;
  private static final int BUFFER_BYTES = 64 << 10;

  private final FaithfulStream file;

  GzipLines(InputStream file) {
    this.file = new FaithfulStream(file);
  }

  /**
   * One line without its end, read no further than that: damage shows only when it breaks the file.
   *
   * @param number counted from 0
   * @return empty when there are fewer lines, or a bound is reached
   * @throws IOException when the file cannot be read or is not gzip
   */
  Optional<byte[]> line(int number) throws IOException {
    return line(number, false);
  }

  /** The same, and the file is read to its end, where its checksums are. */
  Optional<byte[]> lineOfSoundFile(int number) throws IOException {
    return line(number, true);
  }

  private Optional<byte[]> line(int number, boolean toTheEnd) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    long scanned = 0;
    int current = 0;
    try (GZIPInputStream text = new GZIPInputStream(file, BUFFER_BYTES)) {
      for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
        scanned += read;
        int start = 0;
        for (int i = 0; i < read && current <= number; i++) {
          if (buffer[i] == '\n') {
            append(line, buffer, start, i, current == number);
            start = i + 1;
            current++;
          }
        }
        if (current > number && !toTheEnd) {
          return Optional.of(line.toByteArray());
        }
        append(line, buffer, start, read, current == number);
        if (line.size() > MAXIMUM_LINE_BYTES || scanned > MAXIMUM_SCANNED_BYTES) {
          return Optional.empty();
        }
      }
    }
    file.complain();
    return current > number || line.size() > 0 ? Optional.of(line.toByteArray()) : Optional.empty();
  }

  private static void append(
      ByteArrayOutputStream line, byte[] buffer, int start, int end, boolean wanted) {
    if (wanted) {
      line.write(buffer, start, end - start);
    }
  }

  /**
   * The JDK's reader takes a stream that has no bytes at hand, or that fails, between two members
   * for the end of the file. This one always claims bytes, and remembers failures.
   */
  private static final class FaithfulStream extends FilterInputStream {

    private IOException failure;

    FaithfulStream(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 1;
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    void complain() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }
  }
}
