// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.ooni.backend.measurement.MeasurementUid;

/**
 * Makes the files of cans out of bodies in the database, and fixes which bodies those are: the
 * oldest keys that wait, until the file of bodies is large enough. A body that cannot be archived
 * is set aside and the next one is taken.
 */
final class CanSealing {

  private static final Logger LOG = Logger.getLogger(CanSealing.class);

  private final ArchiveDatabase database;
  private final ArchiveSettings settings;
  private final Consumer<ArchivePoint> passed;

  CanSealing(ArchiveDatabase database, ArchiveSettings settings, Consumer<ArchivePoint> passed) {
    this.database = database;
    this.settings = settings;
    this.passed = passed;
  }

  /** A sealed can with its files, which are the receiver's to close. */
  record Sealed(Can can, CanFiles files) {}

  /** Gives a group a can, unless there is one to be filled. */
  Optional<Can> open(HourGroup group) throws SQLException, CanFault {
    Optional<Can> can =
        database.inTransaction(
            connection -> new CanTable(connection).open(group, settings.collector()));
    passed.accept(ArchivePoint.CAN_OPENED);
    return can;
  }

  /** Fills and seals a can; nothing when another node does, or when nothing waits for it. */
  Optional<Sealed> seal(Can can) throws SQLException, CanFault {
    List<MeasurementUid> uids = new ArrayList<>();
    CanFiles files = begin(can);
    boolean sealed = false;
    try {
      sealed = database.inTransaction(connection -> fill(connection, can, files, uids));
    } finally {
      if (!sealed) {
        discard(files);
      }
    }
    if (!sealed) {
      return Optional.empty();
    }
    passed.accept(ArchivePoint.CAN_SEALED);
    return Optional.of(new Sealed(can.in(CanState.SEALED, uids.size()), files));
  }

  /** Makes the files of a sealed can once more; the receiver closes them. */
  CanFiles repack(Can can) throws SQLException, CanFault {
    CanFiles files = begin(can);
    boolean whole = false;
    try {
      database.inTransaction(
          connection -> {
            addAll(connection, can, files);
            return null;
          });
      whole = true;
      return files;
    } finally {
      if (!whole) {
        discard(files);
      }
    }
  }

  private boolean fill(Connection connection, Can can, CanFiles files, List<MeasurementUid> uids)
      throws SQLException, CanFault {
    CanTable cans = new CanTable(connection);
    if (!cans.lock(can)) {
      return false;
    }
    SpoolTable spool = new SpoolTable(connection);
    try (BodyCursor bodies = BodyCursor.waiting(connection, can.group())) {
      Optional<Spooled> next = bodies.next();
      while (next.isPresent() && !isFull(files)) {
        addOrSetAside(next.get(), files, uids, spool);
        next = bodies.next();
      }
    }
    if (uids.isEmpty()) {
      cans.delete(can);
      return false;
    }
    finish(files);
    passed.accept(ArchivePoint.CAN_PACKED);
    spool.assign(can, uids);
    new CanProgress(connection, can).sealed(uids);
    return true;
  }

  private boolean isFull(CanFiles files) {
    return files.postcanBytes() > settings.canBytes()
        || files.count() >= settings.canMeasurements();
  }

  private static void addOrSetAside(
      Spooled spooled, CanFiles files, List<MeasurementUid> uids, SpoolTable spool)
      throws SQLException, CanFault {
    try {
      Post post = Post.of(spooled);
      add(files, post);
      uids.add(post.uid());
    } catch (Unarchivable e) {
      LOG.errorf("body set aside reason=%s uid=%s", e.reason().label(), spooled.key());
      spool.setAside(spooled.key(), e.reason());
    }
  }

  private static void addAll(Connection connection, Can can, CanFiles files)
      throws SQLException, CanFault {
    try (BodyCursor bodies = BodyCursor.of(connection, can)) {
      for (Optional<Spooled> next = bodies.next(); next.isPresent(); next = bodies.next()) {
        add(files, Post.of(next.get()));
      }
    } catch (Unarchivable e) {
      throw new CanFault(CanFault.Reason.BODY_DAMAGED, e);
    }
    if (files.count() != can.measurements()) {
      throw new CanFault(CanFault.Reason.BODY_DAMAGED, "bodies of a sealed can are gone");
    }
    finish(files);
  }

  private CanFiles begin(Can can) throws CanFault {
    try {
      return new CanFiles(settings.folder(), can.group());
    } catch (IOException e) {
      throw new CanFault(CanFault.Reason.DISK, e);
    }
  }

  private static void add(CanFiles files, Post post) throws CanFault {
    try {
      files.add(post);
    } catch (IOException e) {
      throw new CanFault(CanFault.Reason.DISK, e);
    }
  }

  private static void finish(CanFiles files) throws CanFault {
    try {
      files.finish();
    } catch (IOException e) {
      throw new CanFault(CanFault.Reason.DISK, e);
    }
  }

  private static void discard(CanFiles files) {
    try {
      files.close();
    } catch (IOException e) {
      LOG.warn("files in work cannot be deleted, the next start does", e);
    }
  }
}
