// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonDecoder;
import org.ooni.backend.json.JsonLimits;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;

/**
 * Reads fingerprints as they are published (CSV with a header line) or dumped from their table (a
 * JSON list of objects). Which of the two it is shows in the first character.
 */
public final class FingerprintReader {

  private FingerprintReader() {}

  /**
   * The fingerprints in this file, in its order.
   *
   * @throws IllegalArgumentException when it lacks a needed column or is of neither form
   */
  public static List<Fingerprint> read(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    List<JsonObject> rows = text.stripLeading().startsWith("[") ? fromJson(file) : fromCsv(text);
    List<Fingerprint> fingerprints = new ArrayList<>();
    for (JsonObject row : rows) {
      fingerprints.add(fingerprint(row));
    }
    return List.copyOf(fingerprints);
  }

  private static Fingerprint fingerprint(JsonObject row) {
    return new Fingerprint(
        text(row, "name"),
        text(row, "scope"),
        text(row, "location_found"),
        text(row, "pattern_type"),
        text(row, "pattern"),
        number(row.member("confidence_no_fp")),
        text(row, "expected_countries"));
  }

  private static List<JsonObject> fromJson(byte[] file) {
    List<JsonObject> rows = new ArrayList<>();
    if (JsonDecoder.decode(file, JsonLimits.MEASUREMENT) instanceof JsonArray list) {
      for (Json element : list.elements()) {
        if (element instanceof JsonObject row) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static List<JsonObject> fromCsv(String text) {
    try (Reader reader = new BufferedReader(new StringReader(text))) {
      CsvRecords records = new CsvRecords(reader);
      List<String> header = records.next().orElse(List.of());
      List<JsonObject> rows = new ArrayList<>();
      var record = records.next();
      while (record.isPresent()) {
        JsonObject row = new JsonObject();
        for (int i = 0; i < Math.min(header.size(), record.get().size()); i++) {
          row.put(header.get(i), JsonText.of(record.get().get(i)));
        }
        rows.add(row);
        record = records.next();
      }
      return rows;
    } catch (IOException e) {
      throw new IllegalStateException("a text that is in memory cannot be read", e);
    }
  }

  private static String text(JsonObject row, String name) {
    if (row.member(name) instanceof JsonText text) {
      return text.text();
    }
    throw new IllegalArgumentException("a fingerprint without " + name);
  }

  private static long number(Json value) {
    if (value instanceof JsonNumber number) {
      return number.value().longValue();
    }
    return value instanceof JsonText text && text.isTruthy() ? Long.parseLong(text.text()) : 0;
  }
}
