// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One YAML document as a JSON value: plain types only, no objects of any language, and never more
 * values than the limit however often they are repeated by reference. Bytes become texts in which
 * those that are no UTF-8 stand as surrogates.
 */
public final class SafeYaml {

  private static final int MOST_VALUES = 500_000;
  private static final int MOST_ALIASES = 50;
  private static final int MOST_DEPTH = 256;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new Yaml11Schema())
          .setAllowDuplicateKeys(true)
          .setMaxAliasesForCollections(MOST_ALIASES)
          .setCodePointLimit(32 << 20)
          .build();

  private int values;

  private SafeYaml() {}

  /**
   * The value of the document.
   *
   * @throws MalformedJson when it is no YAML, has other types, or is beyond the limits
   */
  public static Json load(String document) {
    try {
      return new SafeYaml().json(new Load(SETTINGS).loadFromString(document), 0);
    } catch (YamlEngineException e) {
      throw new MalformedJson(MalformedJson.Kind.SYNTAX, "YAML that cannot be read");
    } catch (StackOverflowError e) {
      throw new MalformedJson(MalformedJson.Kind.BOUNDS, "YAML nested too deep");
    }
  }

  private Json json(Object value, int depth) {
    if (++values > MOST_VALUES || depth > MOST_DEPTH) {
      throw new MalformedJson(MalformedJson.Kind.BOUNDS, "YAML with too many values");
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((key, member) -> object.put(String.valueOf(key), json(member, depth + 1)));
      return object;
    }
    if (value instanceof Iterable<?> list) {
      List<Json> elements = new ArrayList<>();
      list.forEach(element -> elements.add(json(element, depth + 1)));
      return new JsonArray(elements);
    }
    return scalar(value);
  }

  private static Json scalar(Object value) {
    if (value == null) {
      return JsonLiteral.NULL;
    }
    if (value instanceof Boolean truth) {
      return JsonLiteral.of(truth);
    }
    if (value instanceof Integer || value instanceof Long) {
      return JsonNumber.of(((Number) value).longValue());
    }
    if (value instanceof BigInteger whole && whole.bitLength() < Long.SIZE) {
      return JsonNumber.of(whole.longValue());
    }
    if (value instanceof BigInteger || value instanceof Double) {
      return new JsonNumber((Number) value);
    }
    return value instanceof byte[] bytes
        ? JsonText.of(EscapedBytes.decode(bytes))
        : JsonText.of(value.toString());
  }
}
