// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ooni.backend.problem.Unprocessable;

/**
 * A link as its editor sends it (probe services 11.1). Members that are not named here are ignored,
 * so nobody gives a link an id, a date or another creator.
 *
 * @param nettests objects with all the members that {@link NettestRequest} makes
 */
record LinkRequest(LinkTexts texts, ArrayNode nettests) {

  private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final int LONGEST_TOKEN = 64;

  /**
   * Reads one.
   *
   * @param now in whole seconds; half a year later a link expires that says nothing about it
   * @throws Unprocessable when a member is missing or not what it may be
   */
  static LinkRequest of(ObjectNode body, Instant now) {
    Members members = Members.ofRequest(body);
    LinkTexts texts =
        new LinkTexts(
            members.text("name", LinkLimits.LEAST_TEXT, LinkLimits.NAME),
            members.text("short_description", LinkLimits.LEAST_TEXT, LinkLimits.SHORT_DESCRIPTION),
            members.text("description", LinkLimits.LEAST_TEXT, LinkLimits.DESCRIPTION),
            members.text("author", LinkLimits.LEAST_TEXT, LinkLimits.AUTHOR),
            members.translations("name_intl"),
            members.translations("short_description_intl"),
            members.translations("description_intl"),
            members.optionalText("icon", 0, LinkLimits.ICON),
            color(members),
            expiration(members).orElseGet(() -> ExpirationDate.byDefault(now)));
    return new LinkRequest(texts, nettests(members));
  }

  private static Optional<String> color(Members members) {
    Optional<String> color = members.optionalText("color", 0, LONGEST_TOKEN);
    if (color.isPresent() && !COLOR.matcher(color.get()).matches()) {
      throw members.wrong("color", "must be # and six hexadecimal digits");
    }
    return color;
  }

  private static Optional<Instant> expiration(Members members) {
    Optional<String> text = members.optionalText("expiration_date", 0, LONGEST_TOKEN);
    Optional<Instant> date = text.flatMap(ExpirationDate::of);
    if (text.isPresent() && date.isEmpty()) {
      throw members.wrong("expiration_date", "must be a date and time of ISO 8601");
    }
    return date;
  }

  private static ArrayNode nettests(Members members) {
    ArrayNode sent =
        members
            .optionalArray("nettests", LinkLimits.NETTESTS)
            .orElseThrow(() -> members.missing("nettests"));
    ArrayNode nettests = JsonNodeFactory.instance.arrayNode();
    int withTargets = 0;
    for (int i = 0; i < sent.size(); i++) {
      ObjectNode nettest = NettestRequest.of(members.ofItem("nettests", i, sent.get(i)));
      withTargets += nettest.get("targets_name").isNull() ? 0 : 1;
      nettests.add(nettest);
    }
    if (withTargets > LinkLimits.NETTESTS_WITH_TARGETS) {
      throw members.wrong(
          "nettests", "may name targets " + LinkLimits.NETTESTS_WITH_TARGETS + " times at most");
    }
    return nettests;
  }
}
