// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EnvironmentTableTest {

  private static final Pattern IN_SCRIPT = Pattern.compile("\\$\\{env\\.(\\w+)(?::([^}]*))?}");
  private static final Pattern IN_TABLE =
      Pattern.compile("^\\| `(\\w+)` \\| [^|]+ \\| ([^|]*) \\| [^|]*\\|$", Pattern.MULTILINE);

  @Test
  void readmeAndScriptsNameTheSameVariablesWithTheSameDefaults() throws IOException {
    assertEquals(inScripts(), inTable());
  }

  @Test
  void thePasswordHasNoDefault() throws IOException {
    assertEquals("none: required", inScripts().get("DATABASE_PASSWORD"));
  }

  @Test
  void everyScriptExplainsEachGroupOfCommands() throws IOException {
    for (Path script : scripts()) {
      for (String group : Files.readString(script).strip().split("\n\n")) {
        assertTrue(group.startsWith("# "), () -> script + " has a group without a word: " + group);
      }
    }
  }

  @Test
  void everySecretOfTheTableMayComeFromAFile() throws IOException {
    String script = Files.readString(Path.of("secrets.sh"));
    Matcher loop = Pattern.compile("for secret in ([^;]+);").matcher(script);
    assertTrue(loop.find());
    Set<String> inScript = Set.of(loop.group(1).replace("\\", "").strip().split("\\s+"));
    String readme = Files.readString(Path.of("README.md"));
    String table =
        readme.substring(readme.indexOf("<!-- secrets -->"), readme.indexOf("<!-- /secrets -->"));
    Set<String> inTable =
        Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE)
            .matcher(table)
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toSet());
    assertEquals(inScript, inTable);
  }

  @Test
  void everyScriptHasOneThatTakesItBack() throws IOException {
    for (Path script : scripts()) {
      Path pair = Path.of("src/main/cli/restore").resolve(script.getFileName());
      assertTrue(Files.exists(pair), () -> script + " cannot be taken back");
    }
  }

  private static Map<String, String> inScripts() throws IOException {
    Map<String, String> names = new TreeMap<>();
    for (Path script : scripts()) {
      Matcher matcher = IN_SCRIPT.matcher(Files.readString(script));
      while (matcher.find()) {
        String value = matcher.group(2) == null ? "none: required" : matcher.group(2);
        String before = names.putIfAbsent(matcher.group(1), value);
        assertTrue(
            before == null || before.equals(value), () -> "two defaults of " + matcher.group(1));
      }
    }
    return names;
  }

  private static Map<String, String> inTable() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String table =
        readme.substring(
            readme.indexOf("<!-- environment -->"), readme.indexOf("<!-- /environment -->"));
    Map<String, String> names = new TreeMap<>();
    Matcher matcher = IN_TABLE.matcher(table);
    while (matcher.find()) {
      names.put(matcher.group(1), matcher.group(2).strip());
    }
    return names;
  }

  private static Iterable<Path> scripts() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src/main/cli"))) {
      return all.filter(path -> path.toString().endsWith(".cli")).sorted().toList();
    }
  }
}
