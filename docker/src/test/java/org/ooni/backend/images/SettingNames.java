// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the environment that the tables of the READMEs know. */
final class SettingNames {

  private static final Pattern ROW = Pattern.compile("^\\| `([A-Z0-9_]+)` \\|", Pattern.MULTILINE);
  private static final List<Path> TABLES =
      List.of(
          Path.of("../ear/lib/README.md"),
          Path.of("../server-config/README.md"),
          Path.of("README.md"));

  private SettingNames() {}

  /** Names of the rows of all tables. */
  static Set<String> known() {
    Set<String> names = new TreeSet<>();
    for (Path readme : TABLES) {
      Matcher row = ROW.matcher(read(readme));
      while (row.find()) {
        names.add(row.group(1));
      }
    }
    return names;
  }

  /** Names of the table of secrets, each of which may come from a file. */
  static Set<String> secrets() {
    String readme = read(TABLES.get(1));
    String table =
        readme.substring(readme.indexOf("<!-- secrets -->"), readme.indexOf("<!-- /secrets -->"));
    Set<String> names = new TreeSet<>();
    Matcher row = ROW.matcher(table);
    while (row.find()) {
      names.add(row.group(1));
    }
    return names;
  }

  /** The same name without the ending that says that a file has the value, if it is a secret's. */
  static String withoutFile(String name) {
    String plain = name.endsWith("_FILE") ? name.substring(0, name.length() - 5) : name;
    return secrets().contains(plain) ? plain : name;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
