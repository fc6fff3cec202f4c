// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.findings;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/** Makes the key that reads well in an address (measurement API 6). */
final class Slug {

  private static final int LENGTH = 64;

  private Slug() {}

  /** The year of writing and the letters and digits of the title, at most 64 characters. */
  static String of(Instant written, String title) {
    String words = title.toLowerCase(Locale.ROOT).replace(' ', '-').replaceAll("[^0-9a-z-]", "");
    String slug = written.atZone(ZoneOffset.UTC).getYear() + "-" + words;
    return cut(slug, LENGTH);
  }

  /** One that no other finding has: the number of this one is added. */
  static String distinct(String slug, String id) {
    String end = "-" + id;
    return cut(slug, LENGTH - end.length()) + end;
  }

  private static String cut(String text, int length) {
    return text.substring(0, Math.min(length, text.length()));
  }
}
