// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.MalformedJson;

/**
 * What a measurement is about.
 *
 * @param input what was tested
 * @param domain the server in it
 */
record Subject(String input, String domain) {

  static final Subject NONE = new Subject("", "");

  private static final String FRONTED = "meek_fronted_requests_test";

  /**
   * Reads it from the member {@code input}.
   *
   * @throws MalformedJson when it is no text, and no list where one can be
   */
  static Subject of(Json testName, Json input) {
    if (!input.isTruthy()) {
      return NONE;
    }
    if (testName.is(FRONTED) && input instanceof JsonArray list) {
      List<String> parts = new ArrayList<>();
      list.elements().forEach(element -> parts.add(element.text()));
      return new Subject("{" + String.join(",", parts) + "}", parts.get(0));
    }
    return new Subject(input.text(), "");
  }

  /**
   * The same with the server, when it is not known yet.
   *
   * @throws MalformedJson when there is no telling which part of the input it is
   */
  Subject withDomain() {
    return domain.isEmpty() ? new Subject(input, NetworkLocation.of(input)) : this;
  }
}
