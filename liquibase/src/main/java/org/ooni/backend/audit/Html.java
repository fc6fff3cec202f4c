// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

/** A page of headings and tables that needs nothing else to be shown; all texts are escaped. */
final class Html {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>%1$s</title>
      <style>
      body { font: 14px/1.4 sans-serif; margin: 2em; color: #222 }
      table { border-collapse: collapse; margin-bottom: 2em }
      th, td { border: 1px solid #bbb; padding: 2px 8px; text-align: left; vertical-align: top }
      th { background: #eee } pre { background: #f6f6f6; padding: 1em }
      </style></head><body>
      <h1>%1$s</h1>
      """;

  private final StringBuilder text = new StringBuilder();

  Html(String title) {
    text.append(HEAD.formatted(escaped(title)));
  }

  void heading(String heading) {
    text.append("<h2 id=\"").append(escaped(heading.replace(' ', '-'))).append("\">");
    text.append(escaped(heading)).append("</h2>\n");
  }

  void paragraph(String paragraph) {
    text.append("<p>").append(escaped(paragraph)).append("</p>\n");
  }

  void preformatted(String block) {
    text.append("<pre>").append(escaped(block)).append("</pre>\n");
  }

  void table(String... columns) {
    text.append("<table>\n");
    cells("th", columns);
  }

  void row(String... values) {
    cells("td", values);
  }

  void endTable() {
    text.append("</table>\n");
  }

  String text() {
    return text + "</body></html>\n";
  }

  private void cells(String tag, String... values) {
    text.append("<tr>");
    for (String value : values) {
      text.append('<').append(tag).append('>').append(escaped(value));
      text.append("</").append(tag).append('>');
    }
    text.append("</tr>\n");
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
