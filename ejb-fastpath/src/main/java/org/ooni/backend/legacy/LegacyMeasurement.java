// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;

/**
 * One entry of an old report in the form of today's measurements.
 *
 * @param content its members
 * @param document the bytes it comes from, from which its id is made
 */
public record LegacyMeasurement(JsonObject content, byte[] document) {

  /**
   * The measurements of a report file. Entries that cannot be read and nettests whose old form is
   * not kept are left out.
   *
   * @param file the whole file
   * @param bucketDate day of the bucket that the file was published in
   * @param fileName name under which it was published
   * @throws MalformedJson when the header cannot be read
   */
  public static List<LegacyMeasurement> of(byte[] file, String bucketDate, String fileName) {
    List<byte[]> documents = YamlReport.documents(file);
    List<LegacyMeasurement> measurements = new ArrayList<>();
    if (documents.isEmpty()) {
      return measurements;
    }
    LegacyEntries entries = new LegacyEntries(documents.get(0), bucketDate, fileName);
    for (byte[] document : documents.subList(1, documents.size())) {
      try {
        entries
            .normalise(document)
            .ifPresent(content -> measurements.add(new LegacyMeasurement(content, document)));
      } catch (MalformedJson e) {
        // one broken entry must not cost the others
        continue;
      }
    }
    return measurements;
  }

  /** The same value without the bytes in its texts that are no UTF-8. */
  static Json withoutStrayBytes(Json value) {
    if (value instanceof JsonText text) {
      return JsonText.of(EscapedBytes.dropped(text.text()));
    }
    if (value instanceof JsonArray array) {
      return new JsonArray(
          array.elements().stream().map(LegacyMeasurement::withoutStrayBytes).toList());
    }
    if (value instanceof JsonObject object) {
      JsonObject clean = new JsonObject();
      object.names().forEach(name -> clean.put(name, withoutStrayBytes(object.member(name))));
      return clean;
    }
    return value;
  }
}
