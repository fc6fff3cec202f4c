// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TreeSecretsTest {

  /** Passwords that products are shipped with; only what refuses them may name them. */
  private static final Pattern WELL_KNOWN =
      Pattern.compile(
          "minioadmin|CHANGE_?ME|changeit|Admin1!|(?i:password)[:=] ?[\"']?postgres\\b");

  private static final String REFUSES_THEM =
      "ear/lib/src/main/java/org/ooni/backend/secrets/Secret.java";

  @Test
  void noFileHoldsWhatLooksLikeASecret() throws IOException {
    Pattern secret = Pattern.compile(String.join("|", lines("config/secret-patterns.txt")));
    Set<String> allowed =
        lines("config/secret-patterns-allowed.txt").stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split(" ")[0])
            .collect(Collectors.toSet());
    Set<String> found = new TreeSet<>();
    for (Path file : Tree.files()) {
      if (secret.matcher(Tree.text(file)).find()) {
        found.add(Tree.root().relativize(file).toString());
      }
    }
    assertEquals(new TreeSet<>(allowed), found);
  }

  @Test
  void noConfigurationHasAWellKnownPassword() throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : Tree.files()) {
      String name = Tree.root().relativize(file).toString();
      if (!name.contains("src/test/")
          && !name.equals(REFUSES_THEM)
          && WELL_KNOWN.matcher(Tree.text(file)).find()) {
        found.add(name);
      }
    }
    assertEquals(Set.of(), found);
  }

  @Test
  void filesAreLookedAt() throws IOException {
    assertTrue(Tree.files().contains(Tree.root().resolve("pom.xml")));
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(Tree.root().resolve(file));
  }
}
