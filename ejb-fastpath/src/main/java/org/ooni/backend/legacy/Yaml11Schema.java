// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.constructor.json.ConstructYamlBinary;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * The scalars of YAML 1.1, in which the old reports are written: {@code no} is false, {@code 010}
 * is eight, {@code 1:30} is ninety, and what looks like a time is one. Times become seconds since
 * 1970.
 */
final class Yaml11Schema implements Schema {

  private static final Tag TIMESTAMP = new Tag(Tag.PREFIX + "timestamp");
  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL");
  private static final Pattern BOOL =
      Pattern.compile("yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF");
  private static final Pattern TIME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
              + "(?:\\.[0-9]*)?(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
              + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  private static final Pattern INT =
      Pattern.compile(
          "[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
              + "|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
  private static final List<String> TRUE = List.of("yes", "true", "on");
  private static final int SIXTY = 60;

  @Override
  public ScalarResolver getScalarResolver() {
    return (value, implicit) -> implicit ? type(value) : Tag.STR;
  }

  @Override
  public Map<Tag, ConstructNode> getSchemaTagConstructors() {
    Map<Tag, ConstructNode> constructors = new HashMap<>();
    constructors.put(Tag.NULL, node -> null);
    constructors.put(Tag.BOOL, node -> TRUE.contains(text(node).toLowerCase(Locale.ROOT)));
    constructors.put(Tag.INT, node -> whole(text(node).replace("_", "")));
    constructors.put(Tag.FLOAT, node -> real(text(node).replace("_", "").toLowerCase(Locale.ROOT)));
    constructors.put(TIMESTAMP, node -> seconds(text(node)));
    constructors.put(Tag.BINARY, new ConstructYamlBinary());
    return constructors;
  }

  private static String text(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new YamlEngineException("a scalar is needed");
  }

  private static BigInteger whole(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    BigInteger value;
    if (digits.startsWith("0b")) {
      value = number(digits.substring(2), 2);
    } else if (digits.startsWith("0x")) {
      value = number(digits.substring(2), 16);
    } else if (digits.contains(":")) {
      value = BigInteger.ZERO;
      for (String part : digits.split(":")) {
        value = value.multiply(BigInteger.valueOf(SIXTY)).add(number(part, 10));
      }
    } else {
      value = number(digits, digits.startsWith("0") && digits.length() > 1 ? 8 : 10);
    }
    return negative ? value.negate() : value;
  }

  private static BigInteger number(String digits, int radix) {
    try {
      return new BigInteger(digits, radix);
    } catch (NumberFormatException e) {
      throw new YamlEngineException(e);
    }
  }

  private static Double real(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    double value = 0;
    if (digits.equals(".inf")) {
      value = Double.POSITIVE_INFINITY;
    } else if (digits.equals(".nan")) {
      value = Double.NaN;
    } else {
      for (String part : digits.split(":")) {
        value = value * SIXTY + Double.parseDouble(part);
      }
    }
    return negative ? -value : value;
  }

  private static Long seconds(String text) {
    try {
      String[] parts = text.split("[^0-9]+");
      int[] numbers = new int[6];
      for (int i = 0; i < Math.min(parts.length, numbers.length); i++) {
        numbers[i] = Integer.parseInt(parts[i]);
      }
      return LocalDateTime.of(
              numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
          .toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new YamlEngineException(e);
    }
  }

  /** The type of a scalar without a tag of its own. */
  private static Tag type(String value) {
    if (value.isEmpty() || NULL.matcher(value).matches()) {
      return Tag.NULL;
    }
    char first = value.charAt(0);
    if (Character.isLetter(first)) {
      return BOOL.matcher(value).matches() ? Tag.BOOL : Tag.STR;
    }
    if (value.equals("<<")) {
      return Tag.MERGE;
    }
    if ("+-.0123456789".indexOf(first) < 0) {
      return Tag.STR;
    }
    if (INT.matcher(value).matches()) {
      return Tag.INT;
    }
    if (FLOAT.matcher(value).matches()) {
      return Tag.FLOAT;
    }
    return TIME.matcher(value).matches() ? TIMESTAMP : Tag.STR;
  }
}
