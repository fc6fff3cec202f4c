// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.requestbody;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Tells whether the database keeps a JSON value as it is. It refuses the character U+0000, a half
 * of a surrogate pair becomes a question mark on the way, and a number too large for its type is
 * infinite, which JSON has no word for (hostile inputs 0.4).
 */
public final class StorableJson {

  private StorableJson() {}

  /** Whether all texts, names and numbers in it are kept. */
  public static boolean is(JsonNode value) {
    if (value.isTextual()) {
      return isText(value.textValue());
    }
    if (value.isFloatingPointNumber()) {
      return Double.isFinite(value.doubleValue());
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      if (!isText(member.getKey())) {
        return false;
      }
    }
    for (JsonNode item : value) {
      if (!is(item)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(String text) {
    return text.codePoints()
        .noneMatch(
            character ->
                character == 0
                    || (character >= Character.MIN_SURROGATE
                        && character <= Character.MAX_SURROGATE));
  }
}
