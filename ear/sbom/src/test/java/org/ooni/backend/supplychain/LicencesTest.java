// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.supplychain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LicencesTest {

  private final Set<String> allowed = new HashSet<>();
  private final Map<String, List<String>> stated = new HashMap<>();

  @BeforeEach
  void readTheList() throws IOException {
    for (String[] line : Lists.read("licences.txt", 2)) {
      if (line.length == 1) {
        allowed.add(line[0]);
      } else {
        stated.put(line[0], List.of(line[1].split(" ")));
      }
    }
  }

  @Test
  void everyComponentHasALicenceFromTheList() throws IOException {
    List<String> foreign = new ArrayList<>();
    TreeSet<String> list = new TreeSet<>();
    for (Component component : Component.shipped()) {
      List<String> licences = licences(component);
      list.add(component.name() + " " + component.version() + ": " + String.join(", ", licences));
      if (!isAllowed(licences)) {
        foreign.add(component.name() + " " + licences);
      }
    }
    Files.write(Path.of(System.getProperty("basedir"), "target", "licences.txt"), list);
    assertEquals(List.of(), foreign);
  }

  @Test
  void aForeignLicenceIsFoundAndOneOfSeveralIsEnough() {
    assertEquals(false, isAllowed(List.of()));
    assertEquals(false, isAllowed(List.of("AGPL-3.0-only")));
    assertEquals(true, isAllowed(List.of("LGPL-2.1-only", "Apache-2.0")));
  }

  /** Who offers several lets one choose. */
  private boolean isAllowed(List<String> licences) {
    return licences.stream().anyMatch(allowed::contains);
  }

  private List<String> licences(Component component) {
    if (component.isOurs()) {
      return List.of("BSD-3-Clause");
    }
    return stated.getOrDefault(component.name(), component.licences());
  }
}
