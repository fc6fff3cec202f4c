// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.requestbody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.Zstd;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jboss.resteasy.specimpl.ResteasyHttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.TooLarge;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.problem.UnsupportedEncoding;
import org.ooni.backend.problem.UnsupportedMedia;

class SmallBodyTest {

  private static final byte[] OBJECT = bytes("{\"a\":5}");

  @Test
  void threeEncodingsAreTaken() throws IOException {
    assertEquals(5, read(OBJECT).path("a").intValue());
    assertEquals(5, read(gzip(OBJECT), "gzip").path("a").intValue());
    assertEquals(5, read(Zstd.compress(OBJECT), "zstd").path("a").intValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "null", "[]", "5", "{", "{} {}", "{\"a\":nope}"})
  void whatIsNoObjectIsABadRequest(String text) {
    assertThrows(BadRequest.class, () -> read(bytes(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "null", "[]", "{"})
  void whatIsNoObjectIsAFaultOfTheFormWhereMembersAreCheckedSo(String text) {
    assertThrows(
        Unprocessable.class,
        () -> SmallBody.checkedObject(headers("X", ""), new ByteArrayInputStream(bytes(text))));
  }

  @Test
  void aBodyThatCannotBeDecodedIsABadRequestEverywhere() {
    HttpHeaders gzip = headers(HttpHeaders.CONTENT_ENCODING, "gzip");
    assertThrows(
        BadRequest.class, () -> SmallBody.checkedObject(gzip, new ByteArrayInputStream(OBJECT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", " null "})
  void nothingMayBeABody(String text) throws IOException {
    assertEquals(Optional.empty(), optional(text));
  }

  @Test
  void aBodyThatMayBeNothingIsAnObjectOtherwise() throws IOException {
    ObjectNode read = optional("{\"a\":5}").orElseThrow();
    assertEquals(5, read.path("a").intValue());
    for (String text : new String[] {"[]", "nul", "{", "\"null\""}) {
      assertThrows(BadRequest.class, () -> optional(text), text);
    }
  }

  @Test
  void aFormIsTakenWhereOneIsExpected() throws IOException {
    ObjectNode form =
        form("application/x-www-form-urlencoded; charset=utf-8", "a=5+%C3%A9&b&c=d=e");
    assertEquals("5 é", form.path("a").textValue());
    assertEquals("", form.path("b").textValue());
    assertEquals("d=e", form.path("c").textValue());
    assertEquals(5, form("text/plain", "{\"a\":5}").path("a").intValue());
    assertEquals(5, form("application/x-www-form-urlencoded", " {\"a\":5}").path("a").intValue());
    assertThrows(BadRequest.class, () -> form("text/plain", "a=5"));
    assertThrows(BadRequest.class, () -> form("application/x-www-form-urlencoded", "a=%zz"));
  }

  @Test
  void nestingIsBounded() {
    assertThrows(BadRequest.class, () -> read(bytes("{\"a\":" + "[".repeat(30_000))));
  }

  @Test
  void sizeIsBoundedOnTheWireAndDecoded() throws IOException {
    byte[] large = bytes("{\"a\":\"" + "x".repeat(SmallBody.MOST_BYTES) + "\"}");
    assertThrows(TooLarge.class, () -> read(large));
    byte[] bomb = gzip(new byte[50 << 20]);
    assertThrows(TooLarge.class, () -> read(bomb, "gzip"));
  }

  @Test
  void anotherEncodingOrABrokenOneIsRefused() {
    assertThrows(UnsupportedEncoding.class, () -> read(OBJECT, "br"));
    assertThrows(UnsupportedEncoding.class, () -> read(OBJECT, "gzip", "gzip"));
    assertThrows(BadRequest.class, () -> read(OBJECT, "gzip"));
    assertThrows(BadRequest.class, () -> read(OBJECT, "zstd"));
  }

  /** Hostile cases B11 and C13. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/xml",
        "text/xml; charset=utf-8",
        "application/soap+xml",
        "Multipart/Form-Data; boundary=x"
      })
  void anotherLanguageIsRefused(String type) {
    assertThrows(
        UnsupportedMedia.class, () -> read(OBJECT, Map.of(HttpHeaders.CONTENT_TYPE, type)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "application/x-yaml", "*/*"})
  void anyOtherMediaTypeIsTakenForJson(String type) throws IOException {
    ObjectNode object = read(OBJECT, Map.of(HttpHeaders.CONTENT_TYPE, type));
    assertEquals(5, object.path("a").intValue());
  }

  /** Hostile case B10. */
  @ParameterizedTest
  @ValueSource(strings = {"65537", "99999999999999", "99999999999999999999999999"})
  void aLengthAboveTheLimitIsBelieved(String length) {
    assertThrows(TooLarge.class, () -> read(OBJECT, Map.of(HttpHeaders.CONTENT_LENGTH, length)));
  }

  private static ObjectNode read(byte[] body, Map<String, String> headers) throws IOException {
    return SmallBody.object(
        new ResteasyHttpHeaders(new MultivaluedHashMap<>(headers)), new ByteArrayInputStream(body));
  }

  private static ObjectNode read(byte[] body, String... encodings) throws IOException {
    MultivaluedHashMap<String, String> headers = new MultivaluedHashMap<>();
    for (String encoding : encodings) {
      headers.add(HttpHeaders.CONTENT_ENCODING, encoding);
    }
    return SmallBody.object(new ResteasyHttpHeaders(headers), new ByteArrayInputStream(body));
  }

  private static ObjectNode form(String type, String body) throws IOException {
    return SmallBody.objectOrForm(
        headers(HttpHeaders.CONTENT_TYPE, type), new ByteArrayInputStream(bytes(body)));
  }

  private static Optional<ObjectNode> optional(String body) throws IOException {
    return SmallBody.optionalObject(headers("X", ""), new ByteArrayInputStream(bytes(body)));
  }

  private static HttpHeaders headers(String name, String value) {
    MultivaluedHashMap<String, String> headers = new MultivaluedHashMap<>();
    headers.add(name, value);
    return new ResteasyHttpHeaders(headers);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
