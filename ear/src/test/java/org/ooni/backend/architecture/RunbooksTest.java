// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RunbooksTest {

  private static final Pattern ALERT =
      Pattern.compile("- alert: (\\w+)(?:(?!- alert:)[\\s\\S])*?runbook_url: (\\S+)");

  @Test
  void everyAlertHasASectionOfItsNameInTheRunbookItNames() throws IOException {
    List<String> missing = new ArrayList<>();
    int alerts = 0;
    Path rules = Tree.root().resolve("server-config/alerts/ooni-backend.yml");
    Matcher alert = ALERT.matcher(Files.readString(rules));
    while (alert.find()) {
      alerts++;
      Path runbook = Tree.root().resolve(alert.group(2).replaceFirst("#.*", ""));
      String heading = "\n## " + alert.group(1) + "\n";
      if (!Files.exists(runbook) || !Files.readString(runbook).contains(heading)) {
        missing.add(alert.group(1) + " in " + alert.group(2));
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(alerts > 20, "alerts are not found any more");
  }
}
