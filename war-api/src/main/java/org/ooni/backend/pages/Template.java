// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML with names in double braces that stand for a part of it.
 *
 * @param html with the names
 */
record Template(String html) {

  private static final Pattern NAME = Pattern.compile("\\{\\{(\\w+)}}");

  /** Reads one of the templates of this package. */
  static Template read(String name) {
    return new Template(new String(bytes(name), StandardCharsets.UTF_8));
  }

  /** The bytes of a file of this package. */
  static byte[] bytes(String name) {
    try (InputStream stream = Template.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("not readable: " + name, e);
    }
  }

  /**
   * With the parts in place of their names.
   *
   * @param parts HTML by name; what is text went through {@link #text}
   */
  String with(Map<String, String> parts) {
    Matcher name = NAME.matcher(html);
    return name.replaceAll(
        found -> {
          String part = parts.get(found.group(1));
          if (part == null) {
            throw new IllegalStateException("the template has a part that nobody gave: " + found);
          }
          return Matcher.quoteReplacement(part);
        });
  }

  /** A text as it is written in HTML, in attributes as well. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
