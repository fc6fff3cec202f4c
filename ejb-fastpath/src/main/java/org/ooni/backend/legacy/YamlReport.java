// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.ooni.backend.lines.LineReader;

/**
 * The documents of a report file, as bytes: the first is the header, each other one an entry. A
 * document goes from its line {@code ---} to its line {@code ...}, both included; comments and
 * stray ends between documents are passed over, anything else ends the report, and a document cut
 * off at the end is dropped. One document at a time is in memory.
 */
final class YamlReport {

  private static final int LARGEST = 32 << 20;
  private static final byte[] OPEN = "---\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLOSE = "...\n".getBytes(StandardCharsets.US_ASCII);

  private final LineReader lines;
  private boolean cut;

  YamlReport(InputStream file) {
    this.lines = new LineReader(file, LARGEST);
  }

  /**
   * A document.
   *
   * @param bytes none of one that is too large
   */
  record Document(byte[] bytes, boolean isTooLarge) {}

  /** The next one; nothing at the end of the report. */
  Optional<Document> next() throws IOException {
    while (!cut && lines.next()) {
      byte[] line = lines.bytesAsRead();
      if (Arrays.equals(line, OPEN)) {
        return document();
      }
      cut = lines.isTooLong() || line[0] != '#' && !Arrays.equals(line, CLOSE);
    }
    return Optional.empty();
  }

  /** Whether something is behind the last document that is none. */
  boolean isCut() {
    return cut;
  }

  private Optional<Document> document() throws IOException {
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    document.write(OPEN);
    boolean tooLarge = false;
    while (lines.next()) {
      byte[] line = lines.bytesAsRead();
      tooLarge |= lines.isTooLong() || document.size() + line.length > LARGEST;
      if (!tooLarge) {
        document.write(line);
      }
      if (Arrays.equals(line, CLOSE)) {
        byte[] bytes = tooLarge ? new byte[0] : document.toByteArray();
        return Optional.of(new Document(bytes, tooLarge));
      }
    }
    cut = true;
    return Optional.empty();
  }
}
