// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** The nettests of a revision as JSON. */
final class Nettests {

  /** Whether a nettest runs when its user has not said. */
  static final List<String> FLAGS =
      List.of("is_background_run_enabled_default", "is_manual_run_enabled_default");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Nettests() {}

  /** Reads them as they are stored. */
  static ArrayNode parse(String nettests) {
    try {
      return (ArrayNode) JSON.readTree(nettests);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the nettests of a link are not JSON", e);
    }
  }
}
