// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The measurement in a submission {@code {"format":"json","content":{...}}}, on one line: byte for
 * byte as received, but with a blank for each line break. Within texts JSON has none, so only white
 * space between values is touched, and only where a probe indents, which none is known to do.
 */
final class ContentLine {

  private static final int DEEPEST = 10_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Post.MAXIMUM_BYTES)
                  .maxNameLength(Post.MAXIMUM_BYTES)
                  .maxNumberLength(Post.MAXIMUM_BYTES)
                  .build())
          .build();

  private ContentLine() {}

  /** The line without its line feed; nothing when the bytes have no such member. */
  static Optional<byte[]> of(byte[] submission) {
    try (JsonParser parser = JSON.createParser(submission)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        long start = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        if (name.equals("content") && value == JsonToken.START_OBJECT && start >= 0) {
          long end = parser.currentLocation().getByteOffset();
          return Optional.of(oneLine(submission, (int) start, (int) end));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static byte[] oneLine(byte[] submission, int start, int end) {
    byte[] line = Arrays.copyOfRange(submission, start, end);
    for (int i = 0; i < line.length; i++) {
      if (line[i] == '\n' || line[i] == '\r') {
        line[i] = ' ';
      }
    }
    return line;
  }
}
