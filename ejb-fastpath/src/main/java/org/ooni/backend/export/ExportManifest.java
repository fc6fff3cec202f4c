// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which files are a month. Made of what the database keeps, so that it is the same bytes whoever
 * makes it and however often.
 */
final class ExportManifest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ExportManifest() {}

  /** Its name in the store. */
  static String key(YearMonth month) {
    return MadeFiles.folderOf(month) + "manifest.json";
  }

  /** Its bytes. */
  static byte[] of(YearMonth month, ExportTable.Made made) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("month", month.toString());
    manifest.put("by", "measurement_start_time");
    manifest.put("taken_at", made.takenAt().toString());
    manifest.put("rows", made.rows());
    manifest.put("format", "CSV (RFC 4180), UTF-8, one line of names, gzip");
    manifest.put(
        "note",
        "a text that a spreadsheet would take for a formula has an apostrophe in front;"
            + " a time or number that is not known is empty");
    manifest.put("columns", PublicRows.NAMES);
    manifest.put("files", made.files());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is made of texts and numbers only", e);
    }
  }
}
