// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The list {@code access.txt}: a line for each endpoint, with its method, path and rule. */
public final class AccessRules {

  private AccessRules() {}

  /** All rules, in the order of the list. */
  public static Map<Endpoint, Access> stated() {
    Map<Endpoint, Access> rules = new LinkedHashMap<>();
    text()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> add(rules, line.split(" +")));
    return rules;
  }

  private static void add(Map<Endpoint, Access> rules, String[] words) {
    Endpoint endpoint = new Endpoint(words[0], words[1]);
    Access access = Access.valueOf(words[2].toUpperCase(Locale.ROOT));
    if (words.length != 3 || rules.put(endpoint, access) != null) {
      throw new IllegalStateException("one line for each endpoint: " + endpoint);
    }
  }

  private static String text() {
    try (InputStream file = AccessRules.class.getResourceAsStream("access.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
