// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.ooni.backend.archive.CanFault.Reason;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.objectstore.ObjectStore;

/**
 * One run of the archive: goes on with what was begun, publishes what waits, gives up what has been
 * kept long enough, writes manifests. A can that fails is left for a later run and does not stop
 * the others; when the store or the database itself fails, the rest is left as well.
 */
final class ArchiveRun {

  private static final Logger LOG = Logger.getLogger(ArchiveRun.class);

  private static final int CANS_AT_ONCE = 1000;

  /** So many failures of the surroundings in a row end a run. */
  private static final int PATIENCE = 3;

  private final ArchiveDatabase database;
  private final ObjectStore store;
  private final ArchiveSettings settings;
  private final Clock clock;
  private final ArchiveMeters meters;
  private final BooleanSupplier stopped;
  private final CanSealing sealing;
  private final CanPublishing publishing;
  private final CanFailures failures;
  private final Manifests manifests;

  private int published;
  private int failed;
  private int failuresInARow;

  /**
   * Prepares.
   *
   * @param stopped whether the process is to end soon: the run then begins nothing more
   * @param passed is told of each point that is passed
   */
  ArchiveRun(
      DataSource database,
      ObjectStore store,
      ArchiveSettings settings,
      Clock clock,
      Meters meters,
      BooleanSupplier stopped,
      Consumer<ArchivePoint> passed) {
    this.database = new ArchiveDatabase(database);
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    this.meters = new ArchiveMeters(meters);
    this.stopped = stopped;
    this.sealing = new CanSealing(this.database, settings, passed);
    this.publishing = new CanPublishing(this.database, store, this.meters, passed);
    this.failures = new CanFailures(this.database, this.meters);
    this.manifests =
        new Manifests(this.database, store, settings.folder(), clock, this.meters, passed);
  }

  /**
   * What came of it.
   *
   * @param published cans that are indexed now
   * @param failed steps that failed
   */
  record Result(int published, int failed) {}

  /** Does what can be done now. */
  Result run() {
    try {
      requireStore();
      Files.createDirectories(settings.folder());
      resume();
      publishWaiting();
      purge();
      manifests.write(stopped);
    } catch (IOException e) {
      broken(new CanFault(Reason.DISK, e));
    } catch (SQLException e) {
      broken(CanFault.of(e));
    } catch (CanFault e) {
      broken(e);
    }
    meters.ran(failed == 0 ? "complete" : "incomplete");
    LOG.infof("archive ran published=%d failed=%d", published, failed);
    return new Result(published, failed);
  }

  private void requireStore() throws CanFault {
    try {
      if (!store.hasBucket()) {
        throw new CanFault(Reason.STORE, "the bucket is missing");
      }
    } catch (IOException e) {
      throw new CanFault(Reason.STORE, e);
    }
  }

  private void broken(CanFault fault) {
    failed++;
    meters.failed(fault.reason());
    LOG.warnf("archive cannot work now reason=%s: %s", fault.reason().label(), fault.getMessage());
  }

  private void resume() throws SQLException, CanFault {
    List<Can> unfinished =
        database.inTransaction(connection -> new CanTable(connection).unfinished(CANS_AT_ONCE));
    for (Can can : unfinished) {
      if (isOver()) {
        return;
      }
      attempt(can, () -> goOn(can));
    }
  }

  private boolean goOn(Can can) throws SQLException, CanFault, IOException {
    return switch (can.state()) {
      case FILLING -> sealAndPublish(can);
      case SEALED -> {
        try (CanFiles files = sealing.repack(can)) {
          yield publish(can, files);
        }
      }
      case UPLOADED -> index(can);
      case INDEXED, PURGED -> false;
    };
  }

  private void publishWaiting() throws SQLException, CanFault {
    String latest = HourGroup.hourOf(clock.instant().minus(settings.minimumAge()));
    List<SpoolTable.Keys> waiting =
        database.inTransaction(connection -> new SpoolTable(connection).waiting());
    for (SpoolTable.Keys keys : waiting) {
      Optional<HourGroup> group = HourGroup.of(keys.hour(), keys.country(), keys.nettest());
      if (group.isEmpty()) {
        setAside(keys);
      } else if (group.get().hour().compareTo(latest) <= 0) {
        publish(group.get());
      }
    }
  }

  private void publish(HourGroup group) throws SQLException, CanFault {
    boolean more = true;
    while (more && !isOver()) {
      Optional<Can> can = sealing.open(group);
      more = can.isPresent() && attempt(can.get(), () -> sealAndPublish(can.get()));
    }
  }

  /** Whether there was something to seal. */
  private boolean sealAndPublish(Can can) throws SQLException, CanFault, IOException {
    Optional<CanSealing.Sealed> sealed = sealing.seal(can);
    if (sealed.isEmpty()) {
      return false;
    }
    Can next = sealed.get().can();
    try (CanFiles files = sealed.get().files()) {
      attempt(next, () -> publish(next, files));
    }
    return true;
  }

  private boolean publish(Can can, CanFiles files) throws SQLException, CanFault {
    if (!publishing.upload(can, files)) {
      return false;
    }
    Can next = can.in(CanState.UPLOADED, can.measurements());
    return attempt(next, () -> index(next));
  }

  private boolean index(Can can) throws SQLException, CanFault {
    if (!publishing.index(can)) {
      return false;
    }
    published++;
    failuresInARow = 0;
    LOG.infof("can archived name=%s measurements=%d", can, can.measurements());
    return true;
  }

  private void purge() throws SQLException, CanFault {
    long seconds = settings.retention().toSeconds();
    List<Can> cans =
        database.inTransaction(
            connection -> new CanTable(connection).keptLongEnough(seconds, CANS_AT_ONCE));
    for (Can can : cans) {
      if (isOver()) {
        return;
      }
      attempt(can, () -> publishing.purge(can));
    }
  }

  private void setAside(SpoolTable.Keys keys) throws SQLException, CanFault {
    int count =
        database.inTransaction(
            connection -> new SpoolTable(connection).setAside(keys, SetAside.NOT_AN_ID));
    LOG.errorf("bodies set aside reason=not_an_id count=%d", count);
  }

  private boolean isOver() {
    return stopped.getAsBoolean() || failuresInARow >= PATIENCE;
  }

  /** A step of a can. */
  private interface Step {
    boolean take() throws SQLException, CanFault, IOException;
  }

  /** What the step says; false when it failed, which is noted. */
  private boolean attempt(Can can, Step step) {
    try {
      return step.take();
    } catch (CanFault e) {
      failed(can, e);
    } catch (SQLException e) {
      failed(can, CanFault.of(e));
    } catch (IOException e) {
      failed(can, new CanFault(Reason.DISK, e));
    } catch (RuntimeException e) {
      // one can that the code cannot cope with must not keep the others out of the archive
      LOG.errorf(e, "the code cannot cope with a can: name=%s", can);
      failed(can, new CanFault(Reason.INTERNAL, e));
    }
    return false;
  }

  private void failed(Can can, CanFault fault) {
    failed++;
    failuresInARow += fault.reason().isOfTheSurroundings() ? 1 : 0;
    failures.note(can, fault);
  }
}
