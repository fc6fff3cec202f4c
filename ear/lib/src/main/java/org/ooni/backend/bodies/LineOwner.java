// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * Which measurement a line says it is, so that a wrong entry of the index never shows another's
 * bytes. What the line does not say is null.
 */
record LineOwner(boolean readable, String uid, String reportId, String input, boolean inputSaid) {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(GzipLines.MAXIMUM_LINE_BYTES)
                  .maxNameLength(GzipLines.MAXIMUM_LINE_BYTES)
                  .maxNumberLength(GzipLines.MAXIMUM_LINE_BYTES)
                  .build())
          .build();

  static LineOwner of(byte[] line) {
    String uid = null;
    String reportId = null;
    String input = null;
    boolean inputSaid = false;
    try (JsonParser json = JSON.createParser(line)) {
      boolean readable = json.nextToken() == JsonToken.START_OBJECT;
      while (readable && json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "measurement_uid" -> uid = json.getValueAsString();
          case "report_id" -> reportId = json.getValueAsString();
          case "input" -> {
            inputSaid = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NULL;
            input = json.getValueAsString("");
          }
          default -> {}
        }
        json.skipChildren();
      }
      return new LineOwner(readable, uid, reportId, input, inputSaid);
    } catch (IOException e) {
      return new LineOwner(false, null, null, null, false);
    }
  }

  /** Whether nothing in the line speaks against it. */
  boolean mayBe(BodyKey key) {
    if (!readable || (uid != null && !uid.equals(key.uid().text()))) {
      return false;
    }
    if (!key.knowsReport()) {
      return true;
    }
    return key.reportId().equals(reportId) && (!isComparable() || input.equals(key.input()));
  }

  /** A text with characters that no database takes is stored without them. */
  private boolean isComparable() {
    return inputSaid && input.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }
}
