// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.Problem;

/** The published objects, found by the index in the table {@code jsonl}. */
@ApplicationScoped
class JsonlBodies implements BodySource {

  private static final Logger LOG = Logger.getLogger(JsonlBodies.class);

  @Inject JsonlIndex index;
  @Inject ArchivedLines lines;

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
      Optional<byte[]> line = owned(lines.read(entry), wanted);
      if (line.isEmpty() && entry.block() != null) {
        // lines without an entry shift the count within a block, not within the object
        line = owned(lines.read(entry.withoutBlock()), wanted);
      }
      if (line.isPresent()) {
        return new BodyLookup.Found(line.get());
      }
      LOG.errorf("archive does not hold what its index says: uid %s", key.uid());
      return new BodyLookup.NotStored();
    } catch (FileNotFoundException e) {
      LOG.errorf("archive lacks an object that its index names: uid %s", key.uid());
      return new BodyLookup.NotStored();
    } catch (IOException | FaultToleranceException e) {
      LOG.warnf(e, "archive not readable: uid %s", key.uid());
      return new BodyLookup.Unavailable();
    }
  }

  private static Optional<byte[]> owned(Optional<byte[]> line, BodyKey key) {
    return line.filter(bytes -> LineOwner.of(bytes).mayBe(key));
  }
}
