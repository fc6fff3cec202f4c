// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** What each table and column is for, whether it tells of a person, and how long it is kept. */
record DataDictionary(List<Described> entries) {

  static DataDictionary of(DataSource database) throws SQLException {
    return new DataDictionary(Query.rows(database, "dictionary.sql", Described::of));
  }

  /** Names of what has no comment of the required form. */
  List<String> undescribed() {
    return entries.stream().filter(entry -> !entry.isComplete()).map(Described::name).toList();
  }

  String markdown() {
    StringBuilder text = new StringBuilder("# Data dictionary\n");
    for (Described entry : entries) {
      if (entry.isTable()) {
        text.append("\n## ").append(entry.table()).append('\n').append(escaped(entry.purpose()));
        text.append(". Personal data: ").append(entry.personal());
        text.append(". Kept: ").append(escaped(entry.kept())).append(".\n\n");
        text.append("| column | type | purpose | personal data | kept |\n|---|---|---|---|---|\n");
      } else {
        text.append("| `").append(entry.column()).append("` | ").append(type(entry)).append(" | ");
        text.append(escaped(entry.purpose())).append(" | ").append(entry.personal()).append(" | ");
        text.append(escaped(entry.kept())).append(" |\n");
      }
    }
    return text.toString();
  }

  String html() {
    Html page = new Html("Data dictionary");
    boolean open = false;
    for (Described entry : entries) {
      if (entry.isTable()) {
        if (open) {
          page.endTable();
        }
        open = true;
        page.heading(entry.table());
        page.paragraph(
            entry.purpose()
                + ". Personal data: "
                + entry.personal()
                + ". Kept: "
                + entry.kept()
                + ".");
        page.table("column", "type", "purpose", "personal data", "kept");
      } else {
        page.row(entry.column(), type(entry), entry.purpose(), entry.personal(), entry.kept());
      }
    }
    if (open) {
      page.endTable();
    }
    return page.text();
  }

  private static String type(Described entry) {
    return entry.type() + (entry.required() ? "" : ", null");
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace('\n', ' ');
  }
}
