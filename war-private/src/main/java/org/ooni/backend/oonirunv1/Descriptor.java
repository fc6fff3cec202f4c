// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirunv1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.ChangeRefused;
import org.ooni.backend.requestbody.StorableJson;

/**
 * What a link has probes run, as its creator sends it (probe services 11.2). All of it is kept; its
 * size is that of a small body.
 *
 * @param document all members
 * @param name at least one character
 */
record Descriptor(
    ObjectNode document, String author, String name, String shortDescription, String icon) {

  private static final List<String> TRANSLATIONS =
      List.of("description_intl", "short_description_intl", "name_intl");

  /** What makes another descriptor of it; all else is a matter of wording. */
  private static final List<String> SUBSTANCE = List.of("nettests", "author", "icon");

  /**
   * Looks at a document.
   *
   * @throws BadRequest when its name is empty, a text is none
   * @throws ChangeRefused when a translation is empty
   */
  static Descriptor of(ObjectNode document) {
    if (!StorableJson.is(document)) {
      throw new BadRequest("The descriptor has U+0000, half a character or infinity in it");
    }
    String name = text(document, "name");
    if (name.isEmpty()) {
      throw new BadRequest("'name' field must not be empty");
    }
    TRANSLATIONS.forEach(field -> checkTranslations(document.path(field)));
    return new Descriptor(
        document,
        text(document, "author"),
        name,
        text(document, "short_description"),
        text(document, "icon"));
  }

  /** Whether another descriptor has probes do the same. */
  boolean isSameAs(JsonNode other) {
    return SUBSTANCE.stream().allMatch(name -> document.path(name).equals(other.path(name)));
  }

  private static void checkTranslations(JsonNode translations) {
    if (translations.isMissingNode() || translations.isNull()) {
      return;
    }
    if (!translations.isObject()) {
      throw new BadRequest("Translations must be texts by language");
    }
    for (JsonNode translation : translations) {
      if (!translation.isTextual()) {
        throw new BadRequest("Translations must be texts by language");
      }
      if (translation.textValue().isEmpty()) {
        throw new ChangeRefused("err_empty_translation_field", "Empty translation field");
      }
    }
  }

  private static String text(ObjectNode document, String name) {
    JsonNode value = document.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw new BadRequest("'" + name + "' field must be a text");
    }
    return value.textValue();
  }
}
