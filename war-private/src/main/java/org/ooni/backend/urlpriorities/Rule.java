// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.urlpriorities;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.ooni.backend.problem.ChangeRefused;

/**
 * A rule as an editor sends it (probe services 10); a star stands for any value.
 *
 * @param priority what the rule adds, absent when the editor does not say
 */
record Rule(String categoryCode, String cc, String domain, String url, OptionalInt priority) {

  private static final int LONGEST_URL = 2048;
  private static final int LONGEST_DOMAIN = 255;
  private static final int LONGEST_CODE = 20;

  /**
   * Reads one; nothing when it is absent, null or empty.
   *
   * @throws ChangeRefused when a member is not of its type or form
   */
  static Optional<Rule> of(JsonNode entry) {
    if (entry.isMissingNode() || entry.isNull() || (entry.isObject() && entry.isEmpty())) {
      return Optional.empty();
    }
    if (!entry.isObject()) {
      throw new ChangeRefused("err_bad_rule", "A rule must be an object");
    }
    return Optional.of(
        new Rule(
            text(entry, "category_code", LONGEST_CODE),
            text(entry, "cc", LONGEST_CODE).toUpperCase(Locale.ROOT),
            text(entry, "domain", LONGEST_DOMAIN),
            text(entry, "url", LONGEST_URL),
            priority(entry.path("priority"))));
  }

  private static String text(JsonNode entry, String name, int longest) {
    JsonNode value = entry.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "*";
    }
    String text = value.isTextual() ? value.textValue().strip() : "\0";
    boolean printable = text.chars().noneMatch(Character::isISOControl);
    if (!printable || text.getBytes(StandardCharsets.UTF_8).length > longest) {
      throw new ChangeRefused("err_bad_rule", name + " must be a text of one line, not too long");
    }
    return text.isEmpty() ? "*" : text;
  }

  private static OptionalInt priority(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return OptionalInt.empty();
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw new ChangeRefused("err_bad_rule", "priority must be a whole number");
    }
    return OptionalInt.of(value.intValue());
  }
}
