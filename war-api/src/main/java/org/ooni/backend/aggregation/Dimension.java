// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.util.List;
import org.ooni.backend.queries.Conditions;

/** Texts that rollups have a number for. */
enum Dimension {
  TEST("rollup_test", "test_id", "test_name"),
  DOMAIN("rollup_domain", "domain_id", "domain"),
  INPUT("rollup_input", "input_id", "input");

  private static final String ONE =
      """
      r.%2$s = (
          select %2$s from %1$s where %3$s_sha256 = sha256(convert_to(?, 'UTF8')))""";

  private static final String MANY =
      """
      r.%2$s = any (array(
          select %2$s from unnest(?) asked
            join %1$s on %3$s_sha256 = sha256(convert_to(asked, 'UTF8'))))""";

  private final String table;
  private final String id;
  private final String text;

  Dimension(String table, String id, String text) {
    this.table = table;
    this.id = id;
    this.text = text;
  }

  /** The axis that has these texts, in a rollup called r. */
  Column column() {
    String join = "join %1$s on %1$s.%2$s = %%s".formatted(table, id);
    return Column.longText("r." + id, join, table + "." + text);
  }

  /** One more condition on a rollup called r, unless any text will do. */
  void filter(Conditions where, List<String> texts) {
    where.any(ONE.formatted(table, id, text), MANY.formatted(table, id, text), "text", texts);
  }
}
