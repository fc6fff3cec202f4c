// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The change sets that this version was built with, as a list made by the build. */
@ApplicationScoped
class ExpectedSchema {

  private static final String LIST = "/META-INF/changesets.txt";

  private List<String> changeSets = List.of();

  @PostConstruct
  void read() {
    try (InputStream list = ExpectedSchema.class.getResourceAsStream(LIST)) {
      if (list == null) {
        throw new IllegalStateException("the build has left out the list of change sets");
      }
      changeSets = new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException("list of change sets not readable", e);
    }
  }

  List<String> changeSets() {
    return changeSets;
  }
}
