// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;

/** Brings the entries of one report into today's form, with what its header says of them all. */
final class LegacyEntries {

  private static final String TODAY = "0.2.0";
  private static final String TEST_START = "test_start_time";
  private static final String MEASUREMENT_START = "measurement_start_time";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /** What every measurement has, be it null; all else is in test_keys. */
  private static final List<String> SCHEMA =
      List.of(
          "backend_version",
          "bucket_date",
          "data_format_version",
          "id",
          "input",
          "input_hashes",
          MEASUREMENT_START,
          "options",
          "probe_asn",
          "probe_cc",
          "probe_city",
          "probe_ip",
          "report_filename",
          "report_id",
          "software_name",
          "software_version",
          "test_helpers",
          "test_keys",
          "test_name",
          "test_runtime",
          TEST_START,
          "test_version");

  private final byte[] headerBytes;
  private final JsonObject header;
  private final String bucketDate;
  private final String fileName;
  private boolean ownStartTimes;

  LegacyEntries(byte[] headerBytes, String bucketDate, String fileName) {
    this.headerBytes = headerBytes;
    this.header = load(headerBytes);
    this.bucketDate = bucketDate;
    this.fileName = fileName;
  }

  /** The entry in today's form; empty when its nettest's old form is not kept. */
  Optional<JsonObject> normalise(byte[] document) {
    JsonObject entry = load(document);
    ownStartTimes |= !entry.member(TEST_START).isMissing();
    Json startTime = entry.member(TEST_START);
    for (String name : header.names()) {
      if (!ownStartTimes || !name.equals(TEST_START)) {
        entry.put(name, header.member(name));
      }
    }
    JsonObject whole = mergedReport(entry);
    String testName = LegacyNames.today(whole.member("test_name").text());
    if (!LegacyNames.isSupported(testName)) {
      return Optional.empty();
    }
    whole.put("test_name", JsonText.of(testName));
    whole.put("bucket_date", JsonText.of(bucketDate));
    whole.put("report_filename", JsonText.of(fileName));
    putIds(whole, document);
    JsonObject today =
        whole.member("data_format_version").is(TODAY) ? whole : intoSchema(whole, startTime);
    HttpEntries.normalise(today);
    return Optional.of((JsonObject) LegacyMeasurement.withoutStrayBytes(today));
  }

  private void putIds(JsonObject entry, byte[] document) {
    if (entry.member("report_id").isNothing()) {
      entry.put("report_id", JsonText.of(LegacyIds.report(start(entry), header)));
    }
    if (entry.member("id").isNothing()) {
      entry.put("id", JsonText.of(LegacyIds.entry(headerBytes, document)));
    }
  }

  private static JsonObject mergedReport(JsonObject entry) {
    if (!(entry.member("report") instanceof JsonObject report)) {
      return entry;
    }
    JsonObject merged = new JsonObject();
    for (String name : entry.names()) {
      if (!name.equals("report")) {
        merged.put(name, entry.member(name));
      }
    }
    report.names().forEach(name -> merged.put(name, report.member(name)));
    return merged;
  }

  private static JsonObject intoSchema(JsonObject entry, Json entryStart) {
    JsonObject today = new JsonObject();
    for (String name : SCHEMA) {
      Json value = entry.member(name);
      today.put(name, value.isMissing() ? JsonLiteral.NULL : value);
    }
    JsonObject testKeys =
        entry.member("test_keys") instanceof JsonObject given ? given : new JsonObject();
    for (String name : entry.names()) {
      if (!SCHEMA.contains(name) && !name.equals("start_time")) {
        testKeys.put(name, entry.member(name));
      }
    }
    today.put("test_keys", testKeys);
    today.put("data_format_version", JsonText.of(TODAY));
    if (today.member("options") instanceof JsonObject options
        && !options.member("subargs").isMissing()) {
      today.put("options", options.member("subargs"));
    }
    putTimes(today, entry, entryStart);
    return today;
  }

  private static void putTimes(JsonObject today, JsonObject entry, Json entryStart) {
    Json start = shown(start(entry));
    today.put(TEST_START, start);
    if (entryStart instanceof JsonNumber number) {
      today.put(MEASUREMENT_START, shown(instant(number)));
    } else if (entryStart instanceof JsonText) {
      today.put(TEST_START, entryStart);
    } else {
      today.put(MEASUREMENT_START, start);
    }
  }

  private static Instant start(JsonObject entry) {
    return entry.member("start_time") instanceof JsonNumber number
        ? instant(number)
        : Instant.EPOCH;
  }

  private static Instant instant(JsonNumber seconds) {
    if (!seconds.isFinite() || Math.abs(seconds.real()) > Integer.MAX_VALUE * 8.0) {
      throw MalformedJson.shape("a time out of range");
    }
    return Instant.ofEpochSecond((long) Math.floor(seconds.real()));
  }

  private static JsonText shown(Instant time) {
    return JsonText.of(TIME.format(time));
  }

  private static JsonObject load(byte[] document) {
    String text = new String(document, StandardCharsets.UTF_8);
    if (SafeYaml.load(text) instanceof JsonObject object) {
      return object;
    }
    throw MalformedJson.shape("a document that is no mapping");
  }
}
