// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsTableTest {

  private static final Path DEFAULTS =
      Path.of("src/main/resources/META-INF/microprofile-config.properties");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(\\w+)` \\| [^|]+ \\| (`[^`]+`|none) \\| [^|]*\\|$", Pattern.MULTILINE);

  @Test
  void readmeAndDefaultsNameTheSameSettings() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    Properties defaults = new Properties();
    try (Reader file = Files.newBufferedReader(DEFAULTS)) {
      defaults.load(file);
    }
    defaults.forEach((name, value) -> settings.put(name.toString(), value.toString()));
    assertFalse(settings.isEmpty());
    assertEquals(settings, table());
  }

  private static Map<String, String> table() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String table =
        readme.substring(readme.indexOf("<!-- settings -->"), readme.indexOf("<!-- /settings -->"));
    Map<String, String> rows = new TreeMap<>();
    Matcher row = ROW.matcher(table);
    while (row.find()) {
      String value = row.group(2);
      rows.put(row.group(1), value.equals("none") ? "" : value.substring(1, value.length() - 1));
    }
    return rows;
  }
}
