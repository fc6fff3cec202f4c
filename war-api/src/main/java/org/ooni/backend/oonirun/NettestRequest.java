// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.ooni.backend.problem.Unprocessable;

/** Reads a nettest of a link (probe services 11.1). */
final class NettestRequest {

  private NettestRequest() {}

  /**
   * The nettest as it is stored, shown and compared: always with the same seven members.
   *
   * @throws Unprocessable when a member is missing or not what it may be
   */
  static ObjectNode of(Members members) {
    String testName = members.text("test_name", LinkLimits.LEAST_TEXT, LinkLimits.TEST_NAME);
    Optional<ArrayNode> inputs =
        members.optionalTexts("inputs", LinkLimits.INPUTS, LinkLimits.INPUT);
    Optional<ArrayNode> inputsExtra = inputsExtra(members, inputs);
    Optional<String> targetsName = members.optionalText("targets_name", 0, LinkLimits.INPUT);
    if (targetsName.isPresent()) {
      checkTargets(members, targetsName.get(), inputs.isPresent() || inputsExtra.isPresent());
    }
    ObjectNode nettest = JsonNodeFactory.instance.objectNode();
    nettest.put("test_name", testName);
    nettest.set("inputs", orNull(inputs));
    nettest.set(
        "options",
        members.optionalObject("options").orElseGet(JsonNodeFactory.instance::objectNode));
    for (String flag : Nettests.FLAGS) {
      nettest.put(flag, members.optionalFlag(flag).orElse(false));
    }
    nettest.put("targets_name", targetsName.orElse(null));
    nettest.set("inputs_extra", orNull(inputsExtra));
    return nettest;
  }

  private static Optional<ArrayNode> inputsExtra(Members members, Optional<ArrayNode> inputs) {
    Optional<ArrayNode> extra = members.optionalArray("inputs_extra", LinkLimits.INPUTS);
    if (extra.isEmpty()) {
      return extra;
    }
    for (JsonNode item : extra.get()) {
      if (!item.isObject()) {
        throw members.wrong("inputs_extra", "must be an array of objects");
      }
    }
    if (inputs.isEmpty() || inputs.get().size() != extra.get().size()) {
      throw members.wrong("inputs_extra", "must have one object for each of the inputs");
    }
    return extra;
  }

  private static void checkTargets(Members members, String name, boolean hasInputs) {
    if (hasInputs) {
      throw members.wrong("targets_name", "excludes inputs and inputs_extra");
    }
    if (!name.equals(PrioritisedTargets.NAME)) {
      throw members.wrong("targets_name", "must be " + PrioritisedTargets.NAME);
    }
  }

  private static JsonNode orNull(Optional<ArrayNode> array) {
    return array.isPresent() ? array.get() : NullNode.getInstance();
  }
}
