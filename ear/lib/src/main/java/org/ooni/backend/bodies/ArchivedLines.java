// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.zip.ZipException;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.ooni.backend.objectstore.ObjectStore;

/**
 * Reads single lines of published objects. A store that is slow or away costs its callers a bounded
 * time, and after some failures none at all for a while.
 */
@ApplicationScoped
public class ArchivedLines {

  @Inject ObjectStore store;

  /**
   * The line an entry of the index names, from its block alone when it has one.
   *
   * @return empty when there is no such line, or it is beyond all bounds
   * @throws FileNotFoundException when there is no such object
   * @throws EOFException when the object is shorter than it was
   * @throws ZipException when it is not gzip
   * @throws IOException when the store cannot be read
   */
  @Bulkhead(16)
  @Timeout(value = 30, unit = ChronoUnit.SECONDS)
  @CircuitBreaker(
      requestVolumeThreshold = 10,
      delay = 5,
      delayUnit = ChronoUnit.SECONDS,
      skipOn = {FileNotFoundException.class, EOFException.class, ZipException.class})
  Optional<byte[]> read(JsonlIndex.Entry entry) throws IOException {
    JsonlIndex.Block block = entry.block();
    if (block == null) {
      try (InputStream object = store.open(entry.path())) {
        return line(object, entry, entry.line());
      }
    }
    try (InputStream part = store.open(entry.path(), block.offset(), block.length())) {
      return line(part, entry, entry.line() - block.firstLine());
    }
  }

  /** A line that has no digest is only as good as the checksums of its file. */
  private static Optional<byte[]> line(InputStream file, JsonlIndex.Entry entry, int number)
      throws IOException {
    GzipLines lines = new GzipLines(file);
    return entry.digest() == null ? lines.lineOfSoundFile(number) : lines.line(number);
  }
}
