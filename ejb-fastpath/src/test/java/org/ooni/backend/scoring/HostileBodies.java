// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bodies made to break a server: what is no measurement, and measurements with odd values. */
final class HostileBodies {

  private static final String MEASUREMENT =
      """
      {"test_name": "web_connectivity", "probe_cc": "IT", "probe_asn": "AS64500",
       "report_id": "20260301T101010Z_webconnectivity_IT_64500_n1_fixtureFIXTURE12",
       "input": "https://example.org/", "measurement_start_time": "2026-03-01 10:10:20",
       "test_start_time": "2026-03-01 10:10:10", "test_runtime": 1.0, "test_keys": %s}""";

  private HostileBodies() {}

  static String withTestKeys(String testKeys) {
    return "{\"format\": \"json\", \"content\": " + MEASUREMENT.formatted(testKeys) + "}";
  }

  /** Each must end as a failure with a reason. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    String plain = withTestKeys("{}");
    put(bodies, "empty", "");
    put(bodies, "null", "null");
    put(bodies, "array", "[]");
    put(bodies, "text", "\"x\"");
    put(bodies, "truncated", plain.substring(0, plain.length() - 20));
    put(bodies, "trailing", plain + "{}");
    put(bodies, "byte order mark", "\ufeff" + plain);
    bodies.put("UTF-16", plain.getBytes(StandardCharsets.UTF_16));
    bodies.put(
        "no UTF-8", plain.replace("example", "\u00e9").getBytes(StandardCharsets.ISO_8859_1));
    put(bodies, "unclosed", "[".repeat(1_000_000));
    put(bodies, "deep list", withTestKeys("[".repeat(100_000) + "]".repeat(100_000)));
    put(bodies, "deep object", withTestKeys("{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000)));
    put(bodies, "long number", withTestKeys("9".repeat(1_000_000)));
    put(
        bodies,
        "XML",
        "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///x\">]><r/>");
    put(bodies, "YAML bomb", yaml(bomb()));
    put(bodies, "YAML tag", yaml("!!javax.script.ScriptEngineManager [x]"));
    put(bodies, "deep YAML", yaml("[".repeat(50_000)));
    bodies.putAll(misshapen());
    return bodies;
  }

  private static Map<String, byte[]> misshapen() {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    put(bodies, "no country", MEASUREMENT.formatted("{}").replace("\"IT\"", "null"));
    put(
        bodies,
        "country that is a list",
        MEASUREMENT.formatted("{}").replace("\"IT\"", "[\"IT\"]"));
    put(bodies, "number of a network", MEASUREMENT.formatted("{}").replace("\"AS64500\"", "64500"));
    put(bodies, "no network", MEASUREMENT.formatted("{}").replace("AS64500", "AS"));
    put(
        bodies,
        "huge network",
        MEASUREMENT.formatted("{}").replace("64500\"", "9".repeat(20) + "\""));
    put(
        bodies,
        "input that is a list",
        MEASUREMENT.formatted("{}").replace("\"https://example.org/\"", "[1]"));
    put(bodies, "year 12026", MEASUREMENT.formatted("{}").replace("2026-03", "12026-03"));
    put(bodies, "lone surrogate", MEASUREMENT.formatted("{}").replace("example.org", "\\ud800"));
    put(bodies, "huge exponent", MEASUREMENT.formatted("{}").replace("1.0", "1e308"));
    return bodies;
  }

  /** Each has some outcome; what it is matters less than that there is one. */
  static Map<String, byte[]> odd() {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    StringBuilder colliding = new StringBuilder("{\"x\": 1");
    StringBuilder wide = new StringBuilder("{\"x\": 1");
    for (int i = 0; i < 1 << 16; i++) {
      String name = Integer.toBinaryString(i | 1 << 16).replace("0", "Aa").replace("1", "BB");
      colliding.append(", \"").append(name).append("\": 1");
    }
    for (int i = 0; i < 400_000; i++) {
      wide.append(", \"k").append(i).append("_failure\": 0");
    }
    put(bodies, "colliding names", withTestKeys(colliding + "}"));
    put(bodies, "many names", withTestKeys(wide + "}"));
    put(bodies, "long name", withTestKeys("{\"" + "k".repeat(1_000_000) + "\": 1}"));
    put(bodies, "long text", withTestKeys("{\"body\": \"" + "x".repeat(11_000_000) + "\"}"));
    put(
        bodies,
        "long input",
        MEASUREMENT.formatted("{}").replace("org/", "org/" + "a".repeat(1 << 20)));
    put(
        bodies,
        "SQL",
        MEASUREMENT.formatted("{}").replace("org/", "org/'; DROP TABLE fastpath; --"));
    put(bodies, "NaN", MEASUREMENT.formatted("{}").replace("1.0", "NaN"));
    put(bodies, "repeated names", withTestKeys("{}, \"probe_cc\": \"ZZ\""));
    put(bodies, "types", withTestKeys("{\"@type\": \"java.lang.Runtime\", \"__proto__\": {}}"));
    put(bodies, "long version", signal("1." + "0.".repeat(100_000) + "1"));
    put(bodies, "long digits", signal("1".repeat(1_000_000)));
    return bodies;
  }

  private static String signal(String version) {
    return MEASUREMENT
        .formatted("{}, \"test_version\": \"" + version + "\"")
        .replace("web_connectivity\"", "signal\"");
  }

  private static String yaml(String content) {
    return "{\"format\": \"yaml\", \"content\": \"" + content.replace("\n", "\\n") + "\"}";
  }

  private static String bomb() {
    StringBuilder text = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (char c = 'b'; c < 'j'; c++) {
      String before = "*" + (char) (c - 1);
      text.append(c).append(": &").append(c).append(" [");
      text.append((before + ", ").repeat(8)).append(before).append("]\n");
    }
    return text.toString();
  }

  private static void put(Map<String, byte[]> bodies, String name, String text) {
    bodies.put(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
