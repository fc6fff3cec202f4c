// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.ooni.backend.archive.CanFault.Reason;
import org.ooni.backend.objectstore.ObjectStore;

/**
 * Takes a sealed can through the rest of its states. In each step its row is locked, so another
 * node leaves it alone, and a step that fails takes nothing forward.
 */
final class CanPublishing {

  private static final String TYPE = "application/gzip";

  private final ArchiveDatabase database;
  private final ObjectStore store;
  private final ArchiveMeters meters;
  private final Consumer<ArchivePoint> passed;

  CanPublishing(
      ArchiveDatabase database,
      ObjectStore store,
      ArchiveMeters meters,
      Consumer<ArchivePoint> passed) {
    this.database = database;
    this.store = store;
    this.meters = meters;
    this.passed = passed;
  }

  /** Puts both objects; false when another node is at it. */
  boolean upload(Can can, CanFiles files) throws SQLException, CanFault {
    boolean done =
        database.inTransaction(
            connection -> {
              if (!new CanTable(connection).lock(can)) {
                return false;
              }
              put(can.postcanKey(), files.postcan());
              passed.accept(ArchivePoint.POSTCAN_PUT);
              put(can.jsonlKey(), files.jsonl());
              passed.accept(ArchivePoint.JSONL_PUT);
              new CanProgress(connection, can).uploaded();
              return true;
            });
    if (done) {
      meters.passed(ArchiveMeters.ARCHIVED, can.measurements());
      passed.accept(ArchivePoint.CAN_UPLOADED);
    }
    return done;
  }

  private void put(String key, Path file) throws CanFault {
    try {
      if (store.putIfAbsent(key, file, TYPE)) {
        meters.put(key, Files.size(file));
      }
    } catch (IOException e) {
      throw new CanFault(Reason.STORE, e);
    }
  }

  /**
   * Reads both objects back, compares them with what was accepted and has the index know each line;
   * false when another node is at it.
   */
  boolean index(Can can) throws SQLException, CanFault {
    boolean done =
        database.inTransaction(
            connection -> {
              if (!new CanTable(connection).lock(can)) {
                return false;
              }
              CanInspection.Totals totals = indexLines(connection, can);
              passed.accept(ArchivePoint.LINES_INDEXED);
              new CanProgress(connection, can).indexed(totals);
              return true;
            });
    if (done) {
      meters.passed(ArchiveMeters.INDEXED, can.measurements());
      passed.accept(ArchivePoint.CAN_INDEXED);
    }
    return done;
  }

  private CanInspection.Totals indexLines(Connection connection, Can can)
      throws SQLException, CanFault {
    JsonlTable lines = new JsonlTable(connection, can.jsonlKey());
    lines.clear();
    try (CanMembers members = CanMembers.of(connection, can);
        InputStream postcan = store.fetch(can.postcanKey());
        InputStream jsonl = store.fetch(can.jsonlKey())) {
      CanInspection.Totals totals =
          new CanInspection(postcan, jsonl)
              .run(
                  found -> {
                    members.expect(found);
                    lines.add(IndexedLine.of(found));
                  });
      members.expectEnd(totals);
      lines.flush();
      return totals;
    } catch (FileNotFoundException e) {
      throw new CanFault(Reason.OBJECT_MISSING, e);
    } catch (IOException e) {
      throw new CanFault(Reason.STORE, e);
    } catch (CanInspection.Differs e) {
      throw new CanFault(e.isOfBodies() ? Reason.POSTCAN_DIFFERS : Reason.JSONL_DIFFERS, e);
    }
  }

  /**
   * Gives up the database's copy of a can, after a last look at the objects and the index; false
   * when another node is at it.
   */
  boolean purge(Can can) throws SQLException, CanFault {
    boolean done =
        database.inTransaction(
            connection -> {
              CanTable cans = new CanTable(connection);
              if (!cans.lock(can)) {
                return false;
              }
              CanTable.Sizes sizes = cans.sizes(can);
              requireObject(can.postcanKey(), sizes.postcan(), Reason.POSTCAN_DIFFERS);
              requireObject(can.jsonlKey(), sizes.jsonl(), Reason.JSONL_DIFFERS);
              if (new JsonlTable(connection, can.jsonlKey()).count() != can.measurements()) {
                throw new CanFault(Reason.INDEX_DIFFERS, "lines are missing in the index");
              }
              giveUp(connection, can);
              return true;
            });
    if (done) {
      meters.passed(ArchiveMeters.PURGED, can.measurements());
      passed.accept(ArchivePoint.CAN_PURGED);
    }
    return done;
  }

  private void giveUp(Connection connection, Can can) throws SQLException {
    SpoolTable spool = new SpoolTable(connection);
    spool.purge(can);
    passed.accept(ArchivePoint.BODIES_PURGED);
    CanProgress progress = new CanProgress(connection, can);
    if (spool.count(can) == 0) {
      progress.purged();
    } else {
      progress.later();
    }
  }

  private void requireObject(String key, long bytes, Reason otherwise) throws CanFault {
    try {
      OptionalLong size = store.size(key);
      if (size.isEmpty()) {
        throw new CanFault(Reason.OBJECT_MISSING, "an indexed object is gone");
      }
      if (size.getAsLong() != bytes) {
        throw new CanFault(otherwise, "an indexed object has another size");
      }
    } catch (IOException e) {
      throw new CanFault(Reason.STORE, e);
    }
  }
}
