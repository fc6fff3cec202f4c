// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.supplychain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The lists in {@code config}: one entry a line, words divided by spaces, {@code #} for remarks.
 */
final class Lists {

  private Lists() {}

  static List<String[]> read(String file, int words) throws IOException {
    return Files.readAllLines(Path.of(System.getProperty("basedir"), "../../config", file)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" ", words))
        .toList();
  }
}
