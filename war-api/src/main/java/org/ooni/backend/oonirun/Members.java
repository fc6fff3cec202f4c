// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.requestbody.StorableJson;

/**
 * The members of an object in a request. Null means the same as absent; what is of another type or
 * length than it may be is answered with 422 and its name.
 */
final class Members {

  private final ObjectNode object;
  private final String path;

  private Members(ObjectNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /** Of a whole request. */
  static Members ofRequest(ObjectNode object) {
    if (!StorableJson.is(object)) {
      throw new Unprocessable(
          "body", "body", "must not contain U+0000, half characters or infinity");
    }
    return new Members(object, "");
  }

  /** Of an item of one of its arrays. */
  Members ofItem(String array, int index, JsonNode item) {
    String place = array + "." + index;
    if (item instanceof ObjectNode itemObject) {
      return new Members(itemObject, path + place + ".");
    }
    throw wrong(place, "must be an object");
  }

  /** A text that must be there, with so many characters at least and at most. */
  String text(String name, int least, int most) {
    return optionalText(name, least, most).orElseThrow(() -> missing(name));
  }

  Optional<String> optionalText(String name, int least, int most) {
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String text = value.get().textValue();
    if (text == null) {
      throw wrong(name, "must be a text");
    }
    return Optional.of(checked(name, text, least, most));
  }

  /** Something that must be true or false. */
  boolean flag(String name) {
    return optionalFlag(name).orElseThrow(() -> missing(name));
  }

  Optional<Boolean> optionalFlag(String name) {
    Optional<JsonNode> value = value(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw wrong(name, "must be true or false");
    }
    return value.map(JsonNode::booleanValue);
  }

  Optional<ArrayNode> optionalArray(String name, int most) {
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof ArrayNode array && array.size() <= most) {
      return Optional.of(array);
    }
    throw wrong(name, "must be an array of at most " + most + " items");
  }

  /** An array of texts, each with at most so many characters. */
  Optional<ArrayNode> optionalTexts(String name, int mostItems, int most) {
    Optional<ArrayNode> array = optionalArray(name, mostItems);
    if (array.isEmpty()) {
      return array;
    }
    for (JsonNode item : array.get()) {
      if (!item.isTextual()) {
        throw wrong(name, "must be an array of texts");
      }
      checked(name, item.textValue(), 0, most);
    }
    return array;
  }

  Optional<ObjectNode> optionalObject(String name) {
    Optional<JsonNode> value = value(name);
    if (value.isPresent() && !value.get().isObject()) {
      throw wrong(name, "must be an object");
    }
    return value.map(ObjectNode.class::cast);
  }

  /** An object of texts by language, as JSON. */
  Optional<String> translations(String name) {
    Optional<ObjectNode> texts = optionalObject(name);
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    if (texts.get().size() > LinkLimits.LANGUAGES) {
      throw wrong(name, "must have at most " + LinkLimits.LANGUAGES + " languages");
    }
    for (Map.Entry<String, JsonNode> text : texts.get().properties()) {
      checked(name, text.getKey(), 0, LinkLimits.LANGUAGE);
      if (!text.getValue().isTextual()) {
        throw wrong(name, "must be texts by language");
      }
      checked(name, text.getValue().textValue(), LinkLimits.LEAST_TEXT, LinkLimits.DESCRIPTION);
    }
    return texts.map(ObjectNode::toString);
  }

  /** What is to be thrown when a member is not what it must be. */
  Unprocessable wrong(String name, String text) {
    return new Unprocessable("body", path + name, text);
  }

  Unprocessable missing(String name) {
    return wrong(name, "is required");
  }

  private String checked(String name, String text, int least, int most) {
    int length = text.codePointCount(0, text.length());
    if (length < least) {
      throw wrong(name, "must have at least " + least + " characters");
    }
    if (length > most) {
      throw wrong(name, "must have at most " + most + " characters");
    }
    return text;
  }

  private Optional<JsonNode> value(String name) {
    return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
  }
}
