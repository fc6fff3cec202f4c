// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.PrintWriter;
import java.util.List;
import org.ooni.backend.ledger.LedgerRow;

/** Prints hours as a table, one a line, with a remark where one does not add up. */
final class LedgerText {

  private static final String FORMAT = "%-10s %9s %9s %9s %9s %9s %9s %9s %9s %9s %9s  %s%n";

  private final PrintWriter out;

  LedgerText(PrintWriter out) {
    this.out = out;
  }

  void print(List<LedgerRow> rows) {
    out.printf(
        FORMAT,
        "hour",
        "accepted",
        "duplicate",
        "scored",
        "failed",
        "unlisted",
        "parked",
        "waiting",
        "set-aside",
        "archived",
        "indexed",
        "");
    for (LedgerRow row : rows) {
      out.printf(
          FORMAT,
          row.hour(),
          row.accepted().isPresent() ? Long.toString(row.accepted().getAsLong()) : "-",
          row.duplicate(),
          row.scored(),
          row.failed(),
          row.unlisted(),
          row.parked(),
          row.waiting(),
          row.setAside(),
          row.archived(),
          row.indexed(),
          remark(row));
    }
  }

  private static String remark(LedgerRow row) {
    StringBuilder remark = new StringBuilder();
    append(remark, row.notStored(), "not stored");
    append(remark, row.unjudged(), "without verdict");
    append(remark, row.notArchived(), "not archived");
    append(remark, row.notIndexed(), "not indexed");
    return remark.toString();
  }

  private static void append(StringBuilder remark, long count, String what) {
    if (count != 0) {
      remark.append(remark.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
    }
  }
}
