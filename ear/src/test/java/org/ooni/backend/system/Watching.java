// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The dashboards and alert rules that come with the server's configuration. */
final class Watching {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER =
      Path.of(System.getProperty("basedir", ".")).resolve("../server-config").normalize();
  private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
  private static final Pattern LABELS =
      Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on|ignoring)\\s*\\([^)]*\\)");
  private static final Pattern NAME = Pattern.compile("[a-z_:][a-z0-9_:]*(?!\\w|\\s*\\()");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

  private Watching() {}

  /** A rule. */
  record Alert(String name, String expression, String severity, String runbook, String summary) {}

  static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("dashboards"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** What the panels of a dashboard ask Prometheus. */
  static List<String> expressions(Path dashboard) throws IOException {
    List<String> expressions = new ArrayList<>();
    for (JsonNode panel : JSON.readTree(dashboard.toFile()).get("panels")) {
      panel.get("targets").forEach(target -> expressions.add(target.get("expr").textValue()));
    }
    return expressions;
  }

  static List<Alert> alerts() throws IOException {
    List<Alert> alerts = new ArrayList<>();
    Path file = FOLDER.resolve("alerts/ooni-backend.yml");
    try (InputStream text = Files.newInputStream(file)) {
      Object rules = new Load(LoadSettings.builder().build()).loadFromInputStream(text);
      for (JsonNode group : JSON.convertValue(rules, JsonNode.class).get("groups")) {
        group.get("rules").forEach(rule -> alerts.add(alert(rule)));
      }
    }
    return alerts;
  }

  private static Alert alert(JsonNode rule) {
    return new Alert(
        rule.get("alert").textValue(),
        rule.get("expr").textValue(),
        rule.at("/labels/severity").textValue(),
        rule.at("/annotations/runbook_url").textValue(),
        rule.at("/annotations/summary").textValue());
  }

  /** The metrics that an expression names. */
  static Set<String> metrics(String expression) {
    String bare = TEXT.matcher(expression).replaceAll("");
    bare = LABELS.matcher(bare).replaceAll(" ");
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(bare);
    while (name.find()) {
      boolean afterDigit =
          name.start() > 0 && Character.isLetterOrDigit(bare.charAt(name.start() - 1));
      if (!afterDigit && !WORDS.contains(name.group())) {
        names.add(name.group());
      }
    }
    return names;
  }

  /** The timers that an expression names. */
  static Set<String> timers(String expression) {
    Set<String> names = new TreeSet<>();
    Matcher timer = Pattern.compile("timer=\"(\\w+)\"").matcher(expression);
    while (timer.find()) {
      names.add(timer.group(1));
    }
    return names;
  }

  static Map<String, List<String>> byFile() throws IOException {
    Map<String, List<String>> all = new java.util.TreeMap<>();
    for (Path dashboard : dashboards()) {
      all.put(dashboard.getFileName().toString(), expressions(dashboard));
    }
    all.put("alerts", alerts().stream().map(Alert::expression).toList());
    return all;
  }
}
