// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonDecoderTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "tru",
        "true1",
        "nan",
        "-NaN",
        "Inf",
        "+1",
        ".5",
        "0x1",
        "1a",
        "1.5.5",
        "--1",
        "1e",
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{1:2}",
        "{a:1}",
        "'a'",
        "[1",
        "{\"a\":",
        "\"abc",
        "\"\\x00\"",
        "\"\\v\"",
        "\"\\u12\"",
        "\"\\u00zz\"",
        "\"\\ud83d\\ude0\"",
        "1 2",
        "{}{}",
        "// c\n1",
        "\ufeff1",
        "\"a\u0000b\"",
        "-.",
        "-e5"
      })
  void whatIsNotJsonIsRefused(String text) {
    MalformedJson refusal = assertThrows(MalformedJson.class, () -> decode(text));
    assertEquals(MalformedJson.Kind.SYNTAX, refusal.kind());
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC0, 0xC1, 0xF5, 0xF8, 0xFF, 0x80, 0xC3, 0xE0, 0xF0})
  void bytesThatAreNotUtf8AreRefused(int lead) {
    byte[] text = {'"', (byte) lead, '(', '"'};
    assertThrows(MalformedJson.class, () -> JsonDecoder.decode(text, JsonLimits.MEASUREMENT));
  }

  @Test
  void oddNumbersAreTaken() {
    assertEquals(JsonNumber.of(1), decode("01"));
    assertEquals(JsonNumber.of(0), decode("-0"));
    assertEquals(JsonNumber.of(0), decode("-"));
    assertEquals(JsonNumber.of(1.0), decode("1."));
    assertEquals(JsonNumber.of(-0.5), decode("-.5"));
    assertEquals(JsonNumber.of(Double.POSITIVE_INFINITY), decode("1e999"));
    assertEquals(JsonNumber.of(Double.NEGATIVE_INFINITY), decode("-Infinity"));
    assertEquals(JsonNumber.of(Double.NaN), decode("NaN"));
    assertEquals(JsonNumber.of(Long.MIN_VALUE), decode("-9223372036854775808"));
    assertEquals(
        new JsonNumber(new BigInteger("18446744073709551616")), decode("18446744073709551616"));
  }

  @Test
  void surrogatesThatStandAloneAreKept() {
    assertEquals("\ud800\ud800\udc00", decode("\"\\ud800\\ud800\\udc00\"").text());
    assertEquals("\udc00\ud800", decode("\"\\udc00\\ud800\"").text());
    assertEquals("\ud83dA", decode("\"\\uD83D\\u0041\"").text());
    byte[] threeBytes = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
    assertEquals("\ud800", JsonDecoder.decode(threeBytes, JsonLimits.MEASUREMENT).text());
  }

  @Test
  void theLastOfEqualNamesCountsAndKeepsThePlaceOfTheFirst() {
    JsonObject object = (JsonObject) decode("{\"a\":1,\"b\":2,\"\\u0061\":3}");
    assertEquals(List.of("a", "b"), object.names());
    assertEquals(JsonNumber.of(3), object.member("a"));
  }

  @Test
  void depthIsBoundedInKeptAndInDeferredValues() {
    assertTrue(decode("[".repeat(1024) + "]".repeat(1024)).isTruthy());
    assertBounds("[".repeat(1025) + "]".repeat(1025));
    assertBounds("[".repeat(1_000_000));
    assertBounds("{\"network_events\":" + "[".repeat(1024) + "]".repeat(1024) + "}");
  }

  @Test
  void numbersAndTheirMultitudeAreBounded() {
    assertBounds("9".repeat(4301));
    assertBounds("[" + "0,".repeat(JsonLimits.MEASUREMENT.values()) + "0]");
  }

  @Test
  void deferredValuesAreCheckedAtOnceAndReadWhenAskedFor() {
    Json deferred = decode("{\"network_events\":[{\"t\":1.5},{\"t\":2}],\"control\":{\"a\":null}}");
    Json last = JsonLiteral.MISSING;
    for (Json event : deferred.member("network_events").each()) {
      last = event.member("t");
    }
    assertEquals(JsonNumber.of(2), last);
    assertEquals(JsonLiteral.NULL, deferred.member("control").member("a"));
    assertThrows(MalformedJson.class, () -> decode("{\"network_events\":[{\"t\":1.5},]}"));
  }

  @Test
  void namesThatHashAlikeCostLittle() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 1 << 16; i++) {
      String name = Integer.toBinaryString(i | 1 << 16).replace("0", "Aa").replace("1", "BB");
      text.append('"').append(name).append("\":1,");
    }
    JsonObject object = (JsonObject) decode(text.append("\"z\":1}").toString());
    assertEquals((1 << 16) + 1, object.size());
  }

  @Test
  void agreesWithAnotherParserOnWellFormedDocuments() throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      JsonNode made = made(random, 4);
      byte[] text = JACKSON.writeValueAsBytes(made);
      String ours = new JsonWriter().write(JsonDecoder.decode(text, JsonLimits.MEASUREMENT));
      assertEquals(JACKSON.readTree(text), JACKSON.readTree(ours));
    }
  }

  private static JsonNode made(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    int kind = random.nextInt(depth == 0 ? 5 : 7);
    if (kind == 5) {
      ArrayNode array = nodes.arrayNode();
      random.ints(random.nextInt(5)).forEach(n -> array.add(made(random, depth - 1)));
      return array;
    }
    if (kind == 6) {
      ObjectNode object = nodes.objectNode();
      random
          .ints(random.nextInt(20))
          .forEach(n -> object.set(text(random), made(random, depth - 1)));
      return object;
    }
    return switch (kind) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.booleanNode(random.nextBoolean());
      case 2 -> nodes.numberNode(random.nextLong());
      case 3 -> nodes.numberNode(random.nextGaussian() * 1e6);
      default -> nodes.textNode(text(random));
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    random
        .ints(random.nextInt(30), 1, 0x3000)
        .map(c -> c % 3 == 0 ? c % 128 + 1 : c)
        .forEach(text::appendCodePoint);
    return text.append(random.nextBoolean() ? "\ud83d\ude00\\\"" : "x").toString();
  }

  private static void assertBounds(String text) {
    MalformedJson refusal = assertThrows(MalformedJson.class, () -> decode(text));
    assertEquals(MalformedJson.Kind.BOUNDS, refusal.kind());
  }

  private static Json decode(String text) {
    return JsonDecoder.decode(text.getBytes(StandardCharsets.UTF_8), JsonLimits.MEASUREMENT);
  }
}
