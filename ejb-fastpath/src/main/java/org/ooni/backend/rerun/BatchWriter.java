// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.sql.SQLException;
import java.util.List;
import org.ooni.backend.fastpath.ArchivedRows;
import org.ooni.backend.fastpath.ArchivedRows.Judged;
import org.ooni.backend.fastpath.ArchivedRows.Written;
import org.ooni.backend.fastpath.Verdict;
import org.ooni.backend.rerun.RerunSettings.Writing;
import org.ooni.backend.rerun.Tally.Kind;
import org.ooni.backend.scoring.FastpathRow;
import org.ooni.backend.scoring.Outcome;

/**
 * Writes batches, or compares them with what is there. A batch that the database refuses for its
 * data is halved until the measurement at fault stands alone, as in the server.
 */
final class BatchWriter {

  private final ArchivedRows rows;
  private final Writing writing;
  private final Patience patience;

  BatchWriter(ArchivedRows rows, Writing writing, Patience patience) {
    this.rows = rows;
    this.writing = writing;
    this.patience = patience;
  }

  void write(List<Judged> batch, SourceObject object, Tally counted) throws Stopped {
    if (batch.isEmpty() || !writing.rows() && !writing.compare()) {
      return;
    }
    try {
      for (Written written :
          patience.ask(
              () ->
                  writing.rows()
                      ? rows.write(batch, writing.replace())
                      : rows.compare(batch, writing.replace()))) {
        count(written, counted);
      }
    } catch (SQLException e) {
      if (batch.size() == 1) {
        counted.add(Kind.REFUSED, String.valueOf(e.getSQLState()));
        String reason = "refused by the database, SQLSTATE " + e.getSQLState();
        counted.add(Kind.PROBLEM, object.key(), batch.get(0).uid(), reason);
        return;
      }
      int middle = batch.size() / 2;
      write(batch.subList(0, middle), object, counted);
      write(batch.subList(middle, batch.size()), object, counted);
    }
  }

  private void count(Written written, Tally counted) {
    if (writing.rows()) {
      counted.add(Kind.valueOf(written.fate().name()));
    }
    boolean isElsewhere =
        written.fate() == ArchivedRows.Fate.ALIAS || written.fate() == ArchivedRows.Fate.PARKED;
    if (writing.compare() && written.before().isPresent() && !isElsewhere) {
      compare(written.before().get(), written.judged().outcome(), counted);
    }
  }

  private static void compare(Verdict before, Outcome outcome, Tally counted) {
    if (!(outcome instanceof Outcome.Scored scored)) {
      counted.add(Kind.FLIP, "", "", "", before.toString(), "unlisted");
      return;
    }
    FastpathRow row = scored.row();
    Verdict after = Verdict.of(row);
    if (!after.equals(before)) {
      counted.add(
          Kind.FLIP,
          row.probeCc(),
          row.testName(),
          row.domain(),
          before.toString(),
          after.toString());
    }
  }
}
