// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScorerVersionTest {

  @Test
  void aVersionIsTheTagAndTheCommit() {
    assertEquals("1.4.0+3f2a9c1", ScorerVersion.text("v1.4.0", "3f2a9c1"));
    assertEquals("0.0.0+3f2a9c1", ScorerVersion.text("", "3f2a9c1"));
    assertEquals("0.0.0", ScorerVersion.text("", ""));
  }

  @Test
  void theBuildFillsItIn() {
    String version = ScorerVersion.ofThisBuild();
    assertTrue(version.matches("[0-9A-Za-z.-]+(\\+[0-9a-f]{7,})?"), version);
  }
}
