// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ooni.backend.problem.Unprocessable;

/**
 * An entry of a test list, as its editor sees it: without the description of its category, which
 * follows from the code.
 *
 * @param url what is measured
 * @param categoryCode such as {@code NEWS}
 * @param dateAdded day, {@code YYYY-MM-DD}
 * @param source who proposed it
 * @param notes anything else
 */
public record ListedUrl(
    String url, String categoryCode, String dateAdded, String source, String notes) {

  private static final Set<String> MEMBERS =
      Set.of("url", "category_code", "date_added", "source", "notes");

  private static final int LONGEST = 2048;

  /**
   * Reads one of a request; nothing when it is absent, null or empty.
   *
   * @param name of the member that it is
   * @throws Unprocessable when it has other members than an entry, or one is no text of bounded
   *     length
   */
  public static Optional<ListedUrl> ofRequest(ObjectNode request, String name) {
    JsonNode entry = request.path(name);
    if (entry.isMissingNode() || entry.isNull() || (entry.isObject() && entry.isEmpty())) {
      return Optional.empty();
    }
    if (!entry.isObject()) {
      throw new Unprocessable("body", name, "must be an object");
    }
    for (String member : MEMBERS) {
      String text = entry.path(member).textValue();
      if (text == null || text.length() > LONGEST) {
        throw new Unprocessable(
            "body", name + "." + member, "must be a text of at most " + LONGEST + " characters");
      }
    }
    for (Map.Entry<String, JsonNode> member : entry.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw new Unprocessable("body", name, "must have these members only: " + MEMBERS);
      }
    }
    return Optional.of(of(entry));
  }

  /** The entry in an object that {@link #json} made. */
  static ListedUrl of(JsonNode entry) {
    return new ListedUrl(
        entry.path("url").asText(),
        entry.path("category_code").asText(),
        entry.path("date_added").asText(),
        entry.path("source").asText(),
        entry.path("notes").asText());
  }

  /** As the interface has it. */
  public ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("url", url)
        .put("category_code", categoryCode)
        .put("date_added", dateAdded)
        .put("source", source)
        .put("notes", notes);
  }
}
