// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.json.Json;
import org.ooni.backend.json.MalformedJson;

/** Measurements that old probes wrote as YAML. */
final class YamlContent {

  private YamlContent() {}

  static Json load(String text) {
    throw MalformedJson.shape("YAML of " + text.length() + " characters");
  }
}
