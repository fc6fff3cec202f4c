// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the heartbeat found.
 *
 * @param status of all together, as the heartbeat names it
 * @param all of them, by name
 */
record Components(String status, List<Component> all) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One of them.
   *
   * @param status as the heartbeat names it
   * @param messages for people
   */
  record Component(String name, String status, List<String> messages) {}

  /** Reads the answer of the heartbeat. */
  static Components of(String heartbeat) {
    try {
      JsonNode answer = JSON.readTree(heartbeat);
      List<Component> all = new ArrayList<>();
      for (Map.Entry<String, JsonNode> check : answer.path("checks").properties()) {
        List<String> messages = new ArrayList<>();
        JsonNode detail = answer.path("details").path(check.getKey());
        detail.path("messages").forEach(message -> messages.add(message.asText()));
        all.add(new Component(check.getKey(), check.getValue().asText(), messages));
      }
      return new Components(answer.path("status").asText(), List.copyOf(all));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the heartbeat does not answer JSON", e);
    }
  }

  /** All is well, or a word about how bad it is. */
  String overall() {
    return switch (status) {
      case "ok", "info" -> "All parts work.";
      case "warning" -> "All parts work; somebody should look at one of them.";
      default -> "Not all parts work.";
    };
  }

  /** Rows of a table. */
  String rows() {
    StringBuilder rows = new StringBuilder();
    for (Component component : all) {
      rows.append(
          "<tr><th scope=\"row\">%s</th><td class=\"%s\">%s</td><td>%s</td></tr>\n"
              .formatted(
                  Template.text(component.name().replace('_', ' ')),
                  style(component.status()),
                  Template.text(component.status()),
                  Template.text(String.join("; ", component.messages()))));
    }
    return rows.toString();
  }

  private static String style(String status) {
    return switch (status) {
      case "ok", "info" -> "ok";
      case "warning" -> "warning";
      default -> "error";
    };
  }
}
