// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The documents of a report file, as bytes: the first is the header, each other one an entry. A
 * document goes from its line {@code ---} to its line {@code ...}, both included; comments and
 * stray ends between documents are passed over, anything else ends the report, and a document cut
 * off at the end is dropped.
 */
final class YamlReport {

  private static final byte[] OPEN = "---\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLOSE = "...\n".getBytes(StandardCharsets.US_ASCII);

  private YamlReport() {}

  static List<byte[]> documents(byte[] file) {
    List<byte[]> documents = new ArrayList<>();
    int start = -1;
    int at = 0;
    while (at < file.length) {
      int next = lineEnd(file, at);
      if (start >= 0) {
        if (isLine(file, at, next, CLOSE)) {
          documents.add(Arrays.copyOfRange(file, start, next));
          start = -1;
        }
      } else if (isLine(file, at, next, OPEN)) {
        start = at;
      } else if (file[at] != '#' && !isLine(file, at, next, CLOSE)) {
        return documents;
      }
      at = next;
    }
    return documents;
  }

  private static int lineEnd(byte[] file, int from) {
    int at = from;
    while (at < file.length && file[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, file.length);
  }

  private static boolean isLine(byte[] file, int from, int to, byte[] line) {
    return Arrays.equals(file, from, to, line, 0, line.length);
  }
}
