// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.ooni.backend.json.StorableText;

/** What the reference made of one measurement, as recorded, and whether ours is the same. */
record GoldenVerdict(JsonNode expected) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /** What differs. */
  Optional<String> difference(Outcome outcome) {
    String kind = expected.get("outcome").textValue();
    if (kind.equals("discarded")) {
      return outcome instanceof Outcome.Discarded ? Optional.empty() : Optional.of("not discarded");
    }
    if (!(outcome instanceof Outcome.Scored scored)) {
      return Optional.of("discarded instead of " + kind);
    }
    boolean lost = kind.equals("exception") && !isOnlyOpenvpn();
    if (lost || !isEmpty(expected.get("ch_insert_error"))) {
      boolean reasoned = scored.failureReason().isPresent() && scores(scored.row()).has("msg");
      return scored.row().msmFailure() && reasoned
          ? Optional.empty()
          : Optional.of(
              "no failure although "
                  + expected.get("exception_msg")
                  + expected.get("ch_insert_error"));
    }
    return rowDifference(scored.row()).or(() -> openvpnDifference(scored));
  }

  /** Whether the id made from the raw bytes differs. */
  Optional<String> differentId(byte[] body) {
    String id = expected.get("trivial_id").textValue();
    String ours = TrivialId.of(body);
    return id.equals(ours) ? Optional.empty() : Optional.of("trivial id " + id + " is " + ours);
  }

  private boolean isOnlyOpenvpn() {
    return expected.has("row");
  }

  private Optional<String> rowDifference(FastpathRow row) {
    boolean[] cleaned = {false};
    JsonNode wanted = storable(expected.get("scores"), cleaned);
    ObjectNode columns = (ObjectNode) storable(expected.get("row"), cleaned);
    ObjectNode scores = scores(row);
    if (cleaned[0]) {
      scores.remove("cleaned");
    }
    if (!equal(wanted, scores)) {
      return Optional.of("scores " + wanted + " are " + scores);
    }
    Map<String, String> ours = columns(row);
    for (Map.Entry<String, String> column : ours.entrySet()) {
      JsonNode value = columns.get(column.getKey());
      String text = value.isNull() ? "null" : value.asText();
      if (column.getKey().equals("test_runtime") && !value.isNull()) {
        text = Float.toString((float) value.asDouble());
      }
      if (!text.equals(column.getValue())) {
        return Optional.of(column.getKey() + " " + text + " is " + column.getValue());
      }
    }
    return Optional.empty();
  }

  private Optional<String> openvpnDifference(Outcome.Scored scored) {
    JsonNode wanted = expected.get("obs_openvpn");
    if (wanted == null || wanted.isNull() || !isEmpty(expected.get("obs_insert_error"))) {
      return Optional.empty();
    }
    if (scored.openvpn().isEmpty()) {
      return Optional.of("no row of openvpn");
    }
    ObsOpenvpnRow row = scored.openvpn().get();
    JsonNode ours = JSON.valueToTree(GoldenColumns.of(row));
    JsonNode cleaned = storable(wanted, new boolean[1]);
    for (Map.Entry<String, JsonNode> column : ours.properties()) {
      if (!equal(cleaned.get(column.getKey()), column.getValue())) {
        return Optional.of(
            "openvpn "
                + column.getKey()
                + " "
                + cleaned.get(column.getKey())
                + " is "
                + column.getValue());
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> columns(FastpathRow row) {
    return Map.ofEntries(
        Map.entry("measurement_uid", row.measurementUid()),
        Map.entry("report_id", row.reportId()),
        Map.entry("input", row.input()),
        Map.entry("domain", row.domain()),
        Map.entry("probe_cc", row.probeCc()),
        Map.entry("probe_asn", String.valueOf(row.probeAsn())),
        Map.entry("test_name", row.testName()),
        Map.entry("test_start_time", time(row.testStartTime())),
        Map.entry("measurement_start_time", time(row.measurementStartTime())),
        Map.entry("platform", row.platform()),
        Map.entry("anomaly", row.anomaly() ? "t" : "f"),
        Map.entry("confirmed", row.confirmed() ? "t" : "f"),
        Map.entry("msm_failure", row.msmFailure() ? "t" : "f"),
        Map.entry("blocking_type", row.blockingType()),
        Map.entry("software_name", row.softwareName()),
        Map.entry("software_version", row.softwareVersion()),
        Map.entry("test_version", row.testVersion()),
        Map.entry("test_runtime", String.valueOf(row.testRuntime())),
        Map.entry("architecture", row.architecture()),
        Map.entry("engine_name", row.engineName()),
        Map.entry("engine_version", row.engineVersion()),
        Map.entry("test_helper_address", row.testHelperAddress()),
        Map.entry("test_helper_type", row.testHelperType()),
        Map.entry("ooni_run_link_id", String.valueOf(row.ooniRunLinkId())),
        Map.entry("is_verified", row.isVerified()));
  }

  static String time(Instant time) {
    return time == null ? "null" : TIME.format(time);
  }

  private static ObjectNode scores(FastpathRow row) {
    try {
      return (ObjectNode) JSON.readTree(row.scores());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value as a database takes it. */
  private static JsonNode storable(JsonNode value, boolean[] cleaned) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value.isTextual()) {
      String text = StorableText.of(value.textValue());
      cleaned[0] |= !text.equals(value.textValue());
      return nodes.textNode(text);
    }
    if (value.isArray()) {
      ArrayNode array = nodes.arrayNode();
      value.forEach(element -> array.add(storable(element, cleaned)));
      return array;
    }
    if (!value.isObject()) {
      return value;
    }
    if (value.has("$float")) {
      cleaned[0] = true;
      return nodes.nullNode();
    }
    ObjectNode object = nodes.objectNode();
    value
        .properties()
        .forEach(
            member ->
                object.set(StorableText.of(member.getKey()), storable(member.getValue(), cleaned)));
    return object;
  }

  private static boolean equal(JsonNode one, JsonNode other) {
    if (one == null || other == null) {
      return one == other;
    }
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    if (one.isBoolean() && other.isNumber()) {
      // where a number is stored, the reference's true is 1
      return other.asDouble() == (one.booleanValue() ? 1 : 0);
    }
    if (one.isContainerNode()
        && one.size() == other.size()
        && one.getNodeType() == other.getNodeType()) {
      boolean same = true;
      for (int i = 0; one.isArray() && i < one.size(); i++) {
        same &= equal(one.get(i), other.get(i));
      }
      for (Map.Entry<String, JsonNode> member : one.properties()) {
        same &= equal(member.getValue(), other.get(member.getKey()));
      }
      return same;
    }
    return one.equals(other);
  }

  private static boolean isEmpty(JsonNode node) {
    return node == null || node.isNull() || node.isEmpty();
  }
}
