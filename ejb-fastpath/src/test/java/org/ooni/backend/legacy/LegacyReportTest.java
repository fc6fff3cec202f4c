// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ooni.backend.json.MalformedJson;

class LegacyReportTest {

  private static final String HEADER = "---\ntest_name: made_up\n...\n";
  private static final String ENTRY = "---\ninput: b\n...\n";

  @Test
  void anEntryThatIsTooLargeIsPassedOverAndTheNextOneRead() throws IOException {
    String large = "---\ninput: " + "a".repeat(33 << 20) + "\n...\n";
    LegacyReport report = report(HEADER + large + ENTRY);
    assertEquals(Optional.of(new LegacyReport.Entry.LeftOut("too_large")), report.next());
    assertInstanceOf(LegacyReport.Entry.Kept.class, report.next().orElseThrow());
    assertEquals(Optional.empty(), report.next());
    assertFalse(report.isCut());
  }

  @Test
  void whatIsBehindTheLastEntryIsNoticed() throws IOException {
    for (String rest : new String[] {"---\ninput: c\n", "rubbish\n" + ENTRY}) {
      LegacyReport report = report(HEADER + ENTRY + rest);
      assertInstanceOf(LegacyReport.Entry.Kept.class, report.next().orElseThrow());
      assertEquals(Optional.empty(), report.next());
      assertTrue(report.isCut());
    }
  }

  @Test
  void aHeaderThatIsNoneIsSaid() throws IOException {
    assertThrows(MalformedJson.class, () -> report("---\n[\n...\n" + ENTRY));
    assertEquals(Optional.empty(), report("").next());
  }

  private static LegacyReport report(String text) throws IOException {
    byte[] file = text.getBytes(StandardCharsets.UTF_8);
    return new LegacyReport(new ByteArrayInputStream(file), "2015-09-04", "made-up");
  }
}
