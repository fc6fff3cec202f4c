// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pages;

import java.util.List;
import java.util.Locale;

/**
 * A chart of bars that needs no script, with its numbers in a table for who cannot see it.
 *
 * @param id part of the ids in the page
 * @param caption text above it
 * @param summary what a look at it tells, for who cannot see it
 * @param barName heading of the column of the bars' names
 * @param bars from left to right
 */
record BarChart(String id, String caption, String summary, String barName, List<Bar> bars) {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 120;

  // drawn to any width; what is to be read stands outside, in the size of the text
  private static final String FIGURE =
      """
      <figure>
      <figcaption id="%1$s-caption">%2$s</figcaption>
      <div class="scale" aria-hidden="true"><span>%3$s</span></div>
      <svg class="chart" viewBox="0 0 %4$d %5$d" preserveAspectRatio="none" role="img" aria-labelledby="%1$s-caption %1$s-summary">
      <desc id="%1$s-summary">%6$s</desc>
      %7$s</svg>
      <div class="scale" aria-hidden="true">%8$s</div>
      <details>
      <summary>The numbers of this chart</summary>
      <table>
      <thead><tr><th scope="col">%9$s</th><th scope="col" class="number">Measurements</th></tr></thead>
      <tbody>
      %10$s</tbody>
      </table>
      </details>
      </figure>
      """;

  /** A bar. */
  record Bar(String name, long value) {}

  /** A number as people read it. */
  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  String html() {
    long highest = bars.stream().mapToLong(Bar::value).max().orElse(0);
    return FIGURE.formatted(
        id,
        Template.text(caption),
        number(highest),
        WIDTH,
        HEIGHT,
        Template.text(summary),
        drawing(Math.max(1, highest)),
        ends(),
        Template.text(barName),
        rows());
  }

  private String drawing(long highest) {
    StringBuilder svg = new StringBuilder();
    double step = (double) WIDTH / Math.max(1, bars.size());
    for (int i = 0; i < bars.size(); i++) {
      double height = (double) bars.get(i).value() / highest * HEIGHT;
      if (height > 0) {
        svg.append(
            String.format(
                Locale.ROOT,
                "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
                i * step,
                HEIGHT - height,
                step * 0.8,
                height));
      }
    }
    return svg.toString();
  }

  private String ends() {
    if (bars.isEmpty()) {
      return "";
    }
    return "<span>%s</span><span>%s</span>"
        .formatted(
            Template.text(bars.get(0).name()), Template.text(bars.get(bars.size() - 1).name()));
  }

  private String rows() {
    StringBuilder rows = new StringBuilder();
    for (Bar bar : bars) {
      rows.append(
          "<tr><td>%s</td><td class=\"number\">%s</td></tr>\n"
              .formatted(Template.text(bar.name()), number(bar.value())));
    }
    return rows.toString();
  }
}
