// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ooni.backend.problem.NotFound;

class PagePartsTest {

  private static final String HOSTILE = "<img src=x onerror='a'>\" & {{title}} $1";

  @Test
  void aPartThatNobodyGaveIsNotLeftOpen() {
    Template template = new Template("<p>{{name}}</p>");
    assertThrows(IllegalStateException.class, () -> template.with(Map.of()));
    assertEquals("<p>{{other}} $1 \\</p>", template.with(Map.of("name", "{{other}} $1 \\")));
  }

  @Test
  void textStaysText() {
    assertEquals(
        "&lt;img src=x onerror=&#39;a&#39;&gt;&quot; &amp; {{title}} $1", Template.text(HOSTILE));
    String chart =
        new BarChart("id", HOSTILE, HOSTILE, HOSTILE, List.of(new BarChart.Bar(HOSTILE, 1))).html();
    assertFalse(chart.contains("<img"), chart);
  }

  @Test
  void theHighestBarFillsTheChartAndNothingIsDrawnForZero() {
    List<BarChart.Bar> bars =
        List.of(
            new BarChart.Bar("a", 0), new BarChart.Bar("b", 50), new BarChart.Bar("c", 1_000_000));
    String chart = new BarChart("id", "caption", "summary", "name", bars).html();
    assertEquals(2, chart.split("<rect").length - 1);
    assertTrue(chart.contains("y=\"0.0\" width=\"192.0\" height=\"120.0\""), chart);
    assertTrue(chart.contains("<span>1,000,000</span>"), chart);
    assertTrue(new BarChart("id", "c", "s", "n", List.of()).html().contains("<svg"));
  }

  @Test
  void filesAreGivenOnceAndOtherNamesNotAtAll() {
    PageFilesResource files = new PageFilesResource();
    String tag = files.file("style.css", null).getEntityTag().getValue();
    assertEquals(200, files.file("style.css", "\"other\"").getStatus());
    assertEquals(304, files.file("style.css", "\"" + tag + "\"").getStatus());
    assertThrows(NotFound.class, () -> files.file("layout.html", null));
    assertThrows(NotFound.class, () -> files.file("../pages/style.css", null));
  }
}
