// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.alerts;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class AlertRulesTest {

  private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..");
  private static final Path RULES = ROOT.resolve("server-config/alerts");
  private static final List<String> MODULES =
      List.of("ear/lib", "ejb-fastpath", "war-api", "war-private");

  private static final Pattern METER =
      Pattern.compile("Meter\\s*\\.\\s*\\w+\\(\\s*\"([a-z][a-z0-9_]+)\"");

  /** A name with an underscore in front of what selects from it: functions have none here. */
  private static final Pattern METRIC = Pattern.compile("\\b[a-z]+(?:_[a-z0-9]+)+\\b");

  @Test
  void everyRuleAsksForMetricsThatThereAre() throws IOException {
    Set<String> known = metrics();
    for (Map<?, ?> rule : rules()) {
      List<String> asked =
          METRIC.matcher(rule.get("expr").toString()).results().map(MatchResult::group).toList();
      assertFalse(asked.isEmpty(), rule::toString);
      assertTrue(known.containsAll(asked), () -> asked + " of " + rule.get("alert"));
    }
  }

  @Test
  void everyRuleSaysHowBadItIsAndWhatToDo() throws IOException {
    String manual = Files.readString(ROOT.resolve("ejb-fastpath/README.md"));
    for (Map<?, ?> rule : rules()) {
      Map<?, ?> labels = (Map<?, ?>) rule.get("labels");
      Map<?, ?> annotations = (Map<?, ?>) rule.get("annotations");
      assertTrue(List.of("critical", "warning").contains(labels.get("severity")), rule::toString);
      assertFalse(annotations.get("summary").toString().isBlank(), rule::toString);
      assertFalse(annotations.get("description").toString().isBlank(), rule::toString);
      assertTrue(manual.contains("**" + rule.get("alert") + "**"), rule::toString);
    }
  }

  private static List<Map<?, ?>> rules() throws IOException {
    List<Map<?, ?>> rules = new ArrayList<>();
    Load yaml = new Load(LoadSettings.builder().build());
    Map<?, ?> file =
        (Map<?, ?>) yaml.loadFromString(Files.readString(RULES.resolve("archive.yml")));
    for (Object group : (List<?>) file.get("groups")) {
      for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
        rules.add((Map<?, ?>) rule);
      }
    }
    assertFalse(rules.isEmpty());
    return rules;
  }

  private static Set<String> metrics() throws IOException {
    Set<String> names = new HashSet<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          METER.matcher(Files.readString(file)).results().map(m -> m.group(1)).forEach(names::add);
        }
      }
    }
    return names;
  }
}
