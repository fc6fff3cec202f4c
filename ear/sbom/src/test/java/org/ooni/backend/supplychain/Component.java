// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.supplychain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One line of the bill of materials. */
record Component(
    String group, String artifact, String version, String sha256, List<String> licences) {

  private static final Path BILL = Path.of(System.getProperty("basedir"), "target", "bom.json");

  /** All components of the bill that this build has made. */
  static List<Component> shipped() throws IOException {
    JsonNode bill = new ObjectMapper().readTree(BILL.toFile());
    if (!bill.path("bomFormat").asText().equals("CycloneDX")) {
      throw new IOException(BILL + " is no bill of CycloneDX");
    }
    List<Component> components = new ArrayList<>();
    bill.path("components").forEach(component -> components.add(of(component)));
    return components;
  }

  private static Component of(JsonNode component) {
    String sha256 = "";
    for (JsonNode hash : component.path("hashes")) {
      if (hash.path("alg").asText().equals("SHA-256")) {
        sha256 = hash.path("content").asText();
      }
    }
    List<String> licences = new ArrayList<>();
    for (JsonNode licence : component.path("licenses")) {
      JsonNode named = licence.path("license");
      licences.add(
          licence.path("expression").asText(named.path("id").asText(named.path("name").asText())));
    }
    return new Component(
        component.path("group").asText(),
        component.path("name").asText(),
        component.path("version").asText(),
        sha256,
        List.copyOf(licences));
  }

  String name() {
    return group + ":" + artifact;
  }

  boolean isOurs() {
    return group.equals("org.ooni.backend");
  }
}
