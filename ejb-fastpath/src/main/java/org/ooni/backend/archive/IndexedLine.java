// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.util.HexFormat;
import org.ooni.backend.bodies.LineDigest;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonDecoder;
import org.ooni.backend.json.JsonLimits;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;
import org.ooni.backend.json.StorableText;

/**
 * A row of the table {@code jsonl}.
 *
 * @param reportId as the line says, the empty text when it does not
 * @param input as the line says when that is a text, else the empty text
 * @param number of the line in the object
 * @param digest of the line, as hexadecimal digits
 */
record IndexedLine(
    String uid,
    String reportId,
    String input,
    int number,
    long blockOffset,
    int blockLength,
    int blockLine,
    String digest) {

  private static final int FIXED_WEIGHT = 500;

  static IndexedLine of(CanInspection.Found found) {
    String reportId = "";
    String input = "";
    try {
      Json measurement = JsonDecoder.decode(found.line(), JsonLimits.MEASUREMENT);
      reportId = text(measurement, "report_id");
      input = text(measurement, "input");
    } catch (MalformedJson e) {
      // beyond the limits of scoring; it is found by its uid all the same
      reportId = "";
    }
    return new IndexedLine(
        found.uid().text(),
        reportId,
        input,
        found.number(),
        found.blockOffset(),
        found.blockLength(),
        found.blockLine(),
        HexFormat.of().formatHex(LineDigest.of(found.line())));
  }

  private static String text(Json measurement, String name) {
    Json value = measurement.member(name);
    return value instanceof JsonText text ? StorableText.of(text.text()) : "";
  }

  /** How much memory it takes, about. */
  long weight() {
    return FIXED_WEIGHT + 2L * (reportId.length() + input.length());
  }
}
