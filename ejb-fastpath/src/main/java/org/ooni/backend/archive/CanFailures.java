// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * What becomes of a can whose step failed: it waits, the longer the oftener it has failed, and is
 * tried again. Two failures need more than that. An object that is gone is put again as long as the
 * database has the bodies. An object that stays something else gets another name: nothing is
 * replaced, nothing deleted, and nobody has to come.
 */
final class CanFailures {

  private static final Logger LOG = Logger.getLogger(CanFailures.class);

  /** A store that serves something odd for a moment must not cost a good object its name. */
  private static final int LOOKS_BEFORE_ANOTHER_NAME = 3;

  private final ArchiveDatabase database;
  private final ArchiveMeters meters;

  CanFailures(ArchiveDatabase database, ArchiveMeters meters) {
    this.database = database;
    this.meters = meters;
  }

  /** Counts a failure, and leaves the can in order for the next try. */
  void note(Can can, CanFault fault) {
    meters.failed(fault.reason());
    LOG.warnf(
        "can not archived now name=%s state=%s reason=%s: %s",
        can, can.state(), fault.reason().label(), fault.getMessage());
    try {
      database.inTransaction(
          connection -> {
            prepareNextTry(connection, can, fault.reason());
            return null;
          });
    } catch (SQLException | CanFault e) {
      // then it is tried again at once, which is no harm
      LOG.warnf("failure not noted, the database is away: name=%s", can);
    }
  }

  private static void prepareNextTry(Connection connection, Can can, CanFault.Reason reason)
      throws SQLException {
    CanProgress progress = new CanProgress(connection, can);
    boolean mayChange = new CanTable(connection).lock(can);
    boolean often = can.attempts() + 1 >= LOOKS_BEFORE_ANOTHER_NAME;
    if (mayChange && can.state() == CanState.UPLOADED && often) {
      switch (reason) {
        case POSTCAN_DIFFERS -> progress.renamePostcan();
        case JSONL_DIFFERS -> {
          new JsonlTable(connection, can.jsonlKey()).clear();
          progress.renameJsonl();
        }
        case STORE, DATABASE, DISK, OBJECT_MISSING, INDEX_DIFFERS, BODY_DAMAGED, INTERNAL -> {}
      }
    }
    boolean isPut = can.state() == CanState.UPLOADED || can.state() == CanState.INDEXED;
    if (mayChange && isPut && new SpoolTable(connection).count(can) == can.measurements()) {
      switch (reason) {
        case OBJECT_MISSING -> progress.putAgain();
        case INDEX_DIFFERS -> progress.indexAgain();
        case STORE, DATABASE, DISK, POSTCAN_DIFFERS, JSONL_DIFFERS, BODY_DAMAGED, INTERNAL -> {}
      }
    }
    progress.failed(reason.label());
  }
}
