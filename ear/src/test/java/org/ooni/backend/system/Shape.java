// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.system.ExplorerPages.Member;

/** Looks whether an answer has a member of a type. */
final class Shape {

  private Shape() {}

  /** Every node that the path leads to is there and of the type, and there is at least one. */
  static void assertHas(Member member, JsonNode answer) {
    List<JsonNode> nodes = List.of(answer);
    for (String step : member.path().split("[.]")) {
      boolean each = step.endsWith("[]");
      nodes = step(nodes, each ? step.substring(0, step.length() - 2) : step, each);
    }
    assertTrue(!nodes.isEmpty(), () -> "nothing at " + member + " in " + answer);
    for (JsonNode node : nodes) {
      assertTrue(isOfType(member.type(), node), () -> member + " is " + node);
    }
  }

  private static List<JsonNode> step(List<JsonNode> nodes, String name, boolean each) {
    List<JsonNode> next = new ArrayList<>();
    for (JsonNode node : nodes) {
      JsonNode child = node.path(name);
      if (each) {
        child.forEach(next::add);
      } else {
        next.add(child);
      }
    }
    return next;
  }

  private static boolean isOfType(String type, JsonNode node) {
    return switch (type) {
      case "int" -> node.isIntegralNumber();
      case "number" -> node.isNumber();
      case "bool" -> node.isBoolean();
      case "object" -> node.isObject();
      case "list" -> node.isArray();
      case "text" -> node.isTextual();
      case "null-text" -> node.isTextual() || node.isNull();
      case "empty" -> node.isTextual() && node.textValue().isEmpty();
      case "asn" -> node.asText().matches("AS[0-9]+");
      case "day" -> node.asText().matches("\\d{4}-\\d{2}-\\d{2}");
      case "time" -> node.asText().matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:.*");
      case "json" -> node.isTextual() && isJson(node.textValue());
      default -> throw new IllegalStateException("no such type: " + type);
    };
  }

  private static boolean isJson(String text) {
    try {
      return new ObjectMapper().readTree(text).isContainerNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
