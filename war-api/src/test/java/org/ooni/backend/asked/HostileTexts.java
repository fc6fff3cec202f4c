// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.asked;

import java.util.stream.Stream;

/** Texts that mean something to one language or another, and must mean nothing as parameters. */
public final class HostileTexts {

  /** Where parameterized tests find them. */
  public static final String ALL = "org.ooni.backend.asked.HostileTexts#all";

  private HostileTexts() {}

  static Stream<String> all() {
    return Stream.of(
        "' OR '1'='1",
        "\"; --",
        "\\",
        "${7*7}",
        "{{7*7}}",
        "%27",
        "%",
        "'); select pg_sleep(9); --",
        "\u0000",
        "a\u0000b",
        "\ud83d\ude00",
        "\u202e",
        "{a,b}",
        "null");
  }
}
