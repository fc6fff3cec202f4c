// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jboss.logging.Logger;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.problem.Problem;

/** The published objects, found by the index in the table {@code jsonl}. */
@ApplicationScoped
class JsonlBodies implements BodySource {

  static final Meter FAILURES =
      Meter.counter(
          "archive_read_failures_total",
          "Bodies that are not in the archive as its index says",
          "reason");

  private static final Logger LOG = Logger.getLogger(JsonlBodies.class);

  private static final String ALTERED = "altered";
  private static final String MISSING = "missing_object";
  private static final String DAMAGED = "damaged";

  @Inject JsonlIndex index;
  @Inject ArchivedLines lines;
  @Inject Meters meters;

  /** The first failure is only seen as one when there was a 0 before it. */
  void declare(@Observes Startup event) {
    List.of(ALTERED, MISSING, DAMAGED).forEach(reason -> meters.add(FAILURES, reason, 0));
  }

  @Override
  public Stage stage() {
    return Stage.ARCHIVED;
  }

  @Override
  public BodyLookup find(BodyKey key) {
    try {
      Optional<JsonlIndex.Entry> entry = index.find(key);
      return entry.isEmpty() ? new BodyLookup.NotStored() : read(key, entry.get());
    } catch (Problem e) {
      LOG.warn("index of the archive not readable", e);
      return new BodyLookup.Unavailable();
    }
  }

  private BodyLookup read(BodyKey key, JsonlIndex.Entry entry) {
    try {
      BodyKey wanted = entry.completed(key);
      Optional<byte[]> line = owned(lines.read(entry), entry, wanted);
      if (line.isEmpty() && entry.block() != null && entry.digest() == null) {
        // lines without an entry shift the count within a block, not within the object
        line = owned(lines.read(entry.withoutBlock()), entry, wanted);
      }
      if (line.isPresent()) {
        return new BodyLookup.Found(line.get());
      }
      return failed(ALTERED, key);
    } catch (FileNotFoundException e) {
      return failed(MISSING, key);
    } catch (EOFException | ZipException e) {
      return failed(DAMAGED, key);
    } catch (IOException | FaultToleranceException e) {
      LOG.warnf(e, "archive not readable: uid %s", key.uid());
      return new BodyLookup.Unavailable();
    }
  }

  /** The archive does not hold what its index says: never a reason to show something else. */
  private BodyLookup failed(String reason, BodyKey key) {
    meters.add(FAILURES, reason, 1);
    LOG.errorf("archive does not hold what its index says: %s uid=%s", reason, key.uid());
    return new BodyLookup.NotStored();
  }

  private static Optional<byte[]> owned(
      Optional<byte[]> line, JsonlIndex.Entry entry, BodyKey key) {
    return line.filter(bytes -> !entry.isAltered(bytes) && LineOwner.of(bytes).mayBe(key));
  }
}
