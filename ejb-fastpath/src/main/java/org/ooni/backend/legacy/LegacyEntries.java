// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;

/** Brings the entries of one report into today's form, with what its header says of them all. */
final class LegacyEntries {

  private static final String TODAY = "0.2.0";
  private static final String REPORT_ID = "report_id";
  private static final String TEST_KEYS = "test_keys";
  private static final String START = "start_time";
  private static final String TEST_START = "test_start_time";
  private static final String MEASUREMENT_START = "measurement_start_time";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

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
          REPORT_ID,
          "software_name",
          "software_version",
          "test_helpers",
          TEST_KEYS,
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
    if (!header.member(REPORT_ID).isTruthy()) {
      header.put(REPORT_ID, JsonText.of(LegacyIds.report(start(header), header)));
    }
  }

  /** The entry in today's form; empty when it says nothing or its old form is not kept. */
  Optional<JsonObject> normalise(byte[] document) {
    JsonObject entry = load(document);
    if (!entry.isTruthy()) {
      return Optional.empty();
    }
    JsonObject whole = mergedReport(withHeader(entry));
    Json name = whole.member("test_name");
    String testName = LegacyNames.today(name.isMissing() ? "invalid" : name.text());
    whole.put("test_name", JsonText.of(testName));
    whole.put("bucket_date", JsonText.of(bucketDate));
    whole.put("report_filename", JsonText.of(fileName));
    if (!whole.member("id").isTruthy()) {
      whole.put("id", JsonText.of(LegacyIds.entry(headerBytes, document)));
    }
    for (String required : SCHEMA) {
      whole.put(required, whole.memberOr(required, JsonLiteral.NULL));
    }
    if (whole.member("data_format_version").is(TODAY)) {
      return Optional.of(clean(whole.member(TEST_KEYS).isNothing() ? nested(whole) : whole));
    }
    return LegacyNames.isSupported(testName)
        ? Optional.of(clean(renewed(whole)))
        : Optional.empty();
  }

  /** What the header says counts, except that an entry knows better when it started. */
  private JsonObject withHeader(JsonObject entry) {
    // from the first entry that knows, the header's is dropped for those that follow as well
    ownStartTimes |= !entry.member(TEST_START).isMissing();
    for (String name : header.names()) {
      if (!ownStartTimes || !name.equals(TEST_START)) {
        entry.put(name, header.member(name));
      }
    }
    return entry;
  }

  private static JsonObject mergedReport(JsonObject entry) {
    if (!(entry.member("report") instanceof JsonObject report)) {
      return entry;
    }
    JsonObject merged = Members.without(entry, Set.of("report"));
    report.names().forEach(name -> merged.put(name, report.member(name)));
    return merged;
  }

  private static JsonObject renewed(JsonObject entry) {
    JsonObject today = nested(Members.without(entry, Set.of(START)));
    today.put("data_format_version", JsonText.of(TODAY));
    if (today.member("options") instanceof JsonObject options) {
      Json subargs = options.member("subargs");
      today.put("options", subargs.isMissing() ? new JsonArray(List.of()) : subargs);
    }
    putTimes(today, start(entry));
    HttpEntries.normalise(today);
    DnsEntries.normalise(today);
    return today;
  }

  /** The entry with all that has no place of its own in its test_keys. */
  private static JsonObject nested(JsonObject entry) {
    JsonObject today = new JsonObject();
    JsonObject testKeys =
        entry.member(TEST_KEYS) instanceof JsonObject given ? given : new JsonObject();
    for (String name : entry.names()) {
      (SCHEMA.contains(name) ? today : testKeys).put(name, entry.member(name));
    }
    return today.put(TEST_KEYS, testKeys);
  }

  private static JsonObject clean(JsonObject entry) {
    return (JsonObject) LegacyMeasurement.withoutStrayBytes(entry);
  }

  /** Once test_start_time was a number and told when the measurement started. */
  private static void putTimes(JsonObject today, Instant start) {
    Json given = today.member(TEST_START);
    Instant testStart = start;
    Instant measurementStart = start;
    if (given instanceof JsonNumber number) {
      measurementStart = instant(number);
    } else if (given instanceof JsonText text) {
      testStart = parsed(text);
      measurementStart = parsed(today.member(MEASUREMENT_START));
    }
    today.put(TEST_START, shown(testStart));
    today.put(MEASUREMENT_START, shown(measurementStart));
  }

  private static Instant parsed(Json time) {
    try {
      return TIME.parse(time.text(), Instant::from);
    } catch (DateTimeParseException e) {
      throw MalformedJson.shape("a text that is no time");
    }
  }

  private static Instant start(JsonObject entry) {
    return entry.member(START) instanceof JsonNumber number ? instant(number) : Instant.EPOCH;
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
