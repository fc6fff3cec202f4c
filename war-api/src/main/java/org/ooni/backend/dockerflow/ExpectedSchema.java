// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The change sets of the changelog that this version was built with. */
@ApplicationScoped
class ExpectedSchema {

  private static final String CHANGELOG = "/db/changelog/";
  private static final Pattern INCLUDED = Pattern.compile("(?m)^\\s+file: (\\S+)$");
  private static final Pattern CHANGE_SET = Pattern.compile("(?m)^--changeset [^:\\s]+:(\\S+)");

  private List<String> changeSets = List.of();

  @PostConstruct
  void read() {
    List<String> found = new ArrayList<>();
    Matcher file = INCLUDED.matcher(resource("master.yaml"));
    while (file.find()) {
      Matcher changeSet = CHANGE_SET.matcher(resource(file.group(1)));
      while (changeSet.find()) {
        found.add(changeSet.group(1));
      }
    }
    changeSets = List.copyOf(found);
  }

  /** Their ids. */
  List<String> changeSets() {
    return changeSets;
  }

  private static String resource(String name) {
    try (InputStream bytes = ExpectedSchema.class.getResourceAsStream(CHANGELOG + name)) {
      if (bytes == null) {
        throw new IllegalStateException("the build has left out a part of the changelog: " + name);
      }
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("changelog not readable", e);
    }
  }
}
