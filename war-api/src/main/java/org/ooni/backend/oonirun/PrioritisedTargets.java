// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.ooni.backend.prioritisation.RankedUrl;
import org.ooni.backend.prioritisation.TestLists;

/** Gives the nettests that ask for it the URLs that are most worth measuring where a probe is. */
@ApplicationScoped
class PrioritisedTargets {

  /** By which a nettest asks. */
  static final String NAME = "websites_list_prioritized";

  @Inject TestLists testLists;

  /** Sets inputs and inputs_extra of the nettests that ask, all to the same. */
  void fill(ArrayNode nettests, EngineRequest probe) {
    boolean isAsked = false;
    for (JsonNode nettest : nettests) {
      isAsked |= asks(nettest);
    }
    if (!isAsked) {
      return;
    }
    List<RankedUrl> urls =
        testLists.best(probe.country(), probe.asn(), probe.categories(), probe.mostUrls());
    ArrayNode inputs = JsonNodeFactory.instance.arrayNode(urls.size());
    ArrayNode extras = JsonNodeFactory.instance.arrayNode(urls.size());
    for (RankedUrl url : urls) {
      inputs.add(url.entry().url());
      ObjectNode extra = extras.addObject();
      extra.put("category_code", url.entry().category());
      extra.put("country_code", url.entry().countryCode());
    }
    for (JsonNode nettest : nettests) {
      if (asks(nettest)) {
        ((ObjectNode) nettest).set("inputs", inputs);
        ((ObjectNode) nettest).set("inputs_extra", extras);
      }
    }
  }

  private static boolean asks(JsonNode nettest) {
    return nettest.path("targets_name").asText().equals(NAME);
  }
}
