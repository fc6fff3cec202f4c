// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.supplychain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.junit.jupiter.api.Test;

class VulnerableVersionsTest {

  @Test
  void nothingThatIsShippedIsKnownToBeVulnerable() throws IOException {
    Map<String, LocalDate> waivers = new HashMap<>();
    for (String[] waiver : Lists.read("waivers.txt", 3)) {
      waivers.put(waiver[0], LocalDate.parse(waiver[1]));
    }
    assertEquals(
        List.of(),
        found(
            Component.shipped(),
            Lists.read("vulnerable.txt", 3),
            waivers,
            LocalDate.now(Clock.systemUTC())));
  }

  @Test
  void versionBelowTheFirstGoodOneIsFoundUntilItIsWaivedAndAgainAfterwards() {
    List<Component> shipped =
        List.of(
            new Component("a", "old", "1.9.1", "", List.of()),
            new Component("a", "good", "1.10.0", "", List.of()));
    List<String[]> reports = List.of("a:old 1.10 CVE-1".split(" "), "a:good 1.10 CVE-1".split(" "));
    LocalDate day = LocalDate.parse("2026-03-04");
    assertEquals(
        List.of("a:old 1.9.1: CVE-1, fixed in 1.10"), found(shipped, reports, Map.of(), day));
    assertEquals(List.of(), found(shipped, reports, Map.of("CVE-1", day), day));
    assertEquals(
        List.of("a:old 1.9.1: CVE-1, fixed in 1.10, waived until 2026-03-04"),
        found(shipped, reports, Map.of("CVE-1", day), day.plusDays(1)));
  }

  private static List<String> found(
      List<Component> shipped,
      List<String[]> reports,
      Map<String, LocalDate> waivers,
      LocalDate today) {
    List<String> found = new ArrayList<>();
    for (Component component : shipped) {
      ComparableVersion version = new ComparableVersion(component.version());
      for (String[] report : reports) {
        LocalDate waived = waivers.get(report[2]);
        if (component.name().equals(report[0])
            && version.compareTo(new ComparableVersion(report[1])) < 0
            && (waived == null || waived.isBefore(today))) {
          String late = waived == null ? "" : ", waived until " + waived;
          found.add(
              component.name()
                  + " "
                  + component.version()
                  + ": "
                  + report[2]
                  + ", fixed in "
                  + report[1]
                  + late);
        }
      }
    }
    return found;
  }
}
