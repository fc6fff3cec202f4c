// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A text: a stretch of the body's bytes, decoded only when it is asked for. */
public final class JsonText implements Json {

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final int traits;
  private String decoded;

  JsonText(byte[] bytes, int from, int to, int traits) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.traits = traits;
  }

  /** A text that comes from no body. */
  public static JsonText of(String text) {
    byte[] utf8 = Wtf8.encode(text);
    JsonText made = new JsonText(utf8, 0, utf8.length, Wtf8.NON_ASCII | Wtf8.SURROGATES);
    made.decoded = text;
    return made;
  }

  @Override
  public String text() {
    if (decoded == null) {
      decoded = decode();
    }
    return decoded;
  }

  @Override
  public boolean is(String text) {
    return (decoded != null || to - from >= text.length()) && text().equals(text);
  }

  /** Its UTF-8 bytes, which may be a part of the body: only to be read. */
  public Utf8Slice utf8() {
    if ((traits & Wtf8.ESCAPED) == 0) {
      return new Utf8Slice(bytes, from, to);
    }
    byte[] target = new byte[to - from];
    return new Utf8Slice(target, 0, Escapes.resolve(bytes, from, to, target));
  }

  /** Its Unicode characters, each as a text. */
  @Override
  public Iterable<Json> each() {
    List<Json> characters = new ArrayList<>();
    text().codePoints().forEach(c -> characters.add(of(Character.toString(c))));
    return characters;
  }

  @Override
  public boolean isTruthy() {
    return to > from;
  }

  @Override
  public String kind() {
    return "text";
  }

  private String decode() {
    if (traits == 0) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    if (traits == Wtf8.NON_ASCII) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    Utf8Slice slice = utf8();
    return Wtf8.decode(slice.bytes(), slice.from(), slice.to());
  }
}
