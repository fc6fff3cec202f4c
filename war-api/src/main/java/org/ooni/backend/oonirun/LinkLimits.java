// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import java.util.Map;

/**
 * What a link may be at most. The minima and the lengths of the name, the short description and the
 * author are those of the interface (probe services 11.1); the others are ours, and far above what
 * a campaign needs: everything must fit into one small body as well.
 */
final class LinkLimits {

  /** Characters that a text has at least. */
  static final int LEAST_TEXT = 2;

  static final int NAME = 50;
  static final int SHORT_DESCRIPTION = 200;
  static final int DESCRIPTION = 20_000;
  static final int AUTHOR = 100;
  static final int ICON = 200;
  static final int LANGUAGES = 200;
  static final int LANGUAGE = 35;
  static final int NETTESTS = 100;
  static final int TEST_NAME = 100;
  static final int INPUTS = 5000;
  static final int INPUT = 2048;

  /** The server's list has up to 9,999 URLs, and a probe reads 16 MiB at most. */
  static final int NETTESTS_WITH_TARGETS = 10;

  private LinkLimits() {}

  /** As clients are told: characters, and numbers of items. */
  static Map<String, Integer> published() {
    return Map.ofEntries(
        Map.entry("name_length", NAME),
        Map.entry("short_description_length", SHORT_DESCRIPTION),
        Map.entry("description_length", DESCRIPTION),
        Map.entry("translation_length", DESCRIPTION),
        Map.entry("author_length", AUTHOR),
        Map.entry("icon_length", ICON),
        Map.entry("languages", LANGUAGES),
        Map.entry("language_length", LANGUAGE),
        Map.entry("nettests", NETTESTS),
        Map.entry("nettests_with_targets", NETTESTS_WITH_TARGETS),
        Map.entry("test_name_length", TEST_NAME),
        Map.entry("inputs_per_nettest", INPUTS),
        Map.entry("input_length", INPUT));
  }
}
