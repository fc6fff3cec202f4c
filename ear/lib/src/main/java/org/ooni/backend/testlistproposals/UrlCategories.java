// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import java.util.Map;
import java.util.Optional;

/** The categories of URLs, as the published lists describe them (probe services 5.1). */
final class UrlCategories {

  private static final Map<String, String> DESCRIPTIONS =
      Map.ofEntries(
          Map.entry("ALDR", "Alcohol & Drugs"),
          Map.entry("ANON", "Anonymization and circumvention tools"),
          Map.entry("COMM", "E-commerce"),
          Map.entry("COMT", "Communication Tools"),
          Map.entry("CTRL", "Control content"),
          Map.entry("CULTR", "Culture"),
          Map.entry("DATE", "Online Dating"),
          Map.entry("ECON", "Economics"),
          Map.entry("ENV", "Environment"),
          Map.entry("FILE", "File-sharing"),
          Map.entry("GAME", "Gaming"),
          Map.entry("GMB", "Gambling"),
          Map.entry("GOVT", "Government"),
          Map.entry("GRP", "Social Networking"),
          Map.entry("HACK", "Hacking Tools"),
          Map.entry("HATE", "Hate Speech"),
          Map.entry("HOST", "Hosting and Blogging Platforms"),
          Map.entry("HUMR", "Human Rights Issues"),
          Map.entry("IGO", "Intergovernmental Organizations"),
          Map.entry("LGBT", "LGBT"),
          Map.entry("MILX", "Terrorism and Militants"),
          // spelled as in the published lists
          Map.entry("MISC", "Miscelaneous content"),
          Map.entry("MMED", "Media sharing"),
          Map.entry("NEWS", "News Media"),
          Map.entry("POLR", "Political Criticism"),
          Map.entry("PORN", "Pornography"),
          Map.entry("PROV", "Provocative Attire"),
          Map.entry("PUBH", "Public Health"),
          Map.entry("REL", "Religion"),
          Map.entry("SRCH", "Search Engines"),
          Map.entry("XED", "Sex Education"));

  private UrlCategories() {}

  /** What a code stands for; nothing for a code that there is not. */
  static Optional<String> description(String code) {
    return Optional.ofNullable(DESCRIPTIONS.get(code));
  }
}
