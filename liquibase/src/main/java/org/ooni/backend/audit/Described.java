// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table or a column with what its comment says.
 *
 * @param column empty for the table itself
 * @param purpose what it is for; the whole comment when that has not the form
 * @param personal {@code yes}, {@code no} or {@code possibly}; empty when not said
 * @param kept for how long; empty when not said
 */
record Described(
    String table,
    String column,
    String type,
    boolean required,
    String purpose,
    String personal,
    String kept) {

  private static final Pattern FORM =
      Pattern.compile("(?s)([A-Z].*) \\[personal: (yes|no|possibly); kept: (.+)\\]");

  static Described of(ResultSet row) throws SQLException {
    String comment = row.getString("comment");
    Matcher form = FORM.matcher(comment);
    boolean kept = form.matches();
    return new Described(
        row.getString("name"),
        row.getString("column_name"),
        row.getString("type"),
        row.getBoolean("required"),
        kept ? form.group(1) : comment,
        kept ? form.group(2) : "",
        kept ? form.group(3) : "");
  }

  boolean isTable() {
    return column.isEmpty();
  }

  boolean isComplete() {
    return !personal.isEmpty();
  }

  String name() {
    return isTable() ? table : table + "." + column;
  }
}
