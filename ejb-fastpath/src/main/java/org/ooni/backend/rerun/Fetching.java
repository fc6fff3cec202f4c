// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.ooni.backend.rerun.UnreadableObject.Reason;

/**
 * Gets objects from a store that may be away for a moment. An object that it does not give is left
 * for the next run; several in a row mean that the store itself is away.
 */
final class Fetching {

  private static final int TRIES = 3;
  private static final int MOST_IN_A_ROW = 3;
  private static final int PARTS = 10;

  private final ArchiveSource source;
  private final Duration pause;
  private final AtomicInteger failedInARow = new AtomicInteger();

  /**
   * From a source.
   *
   * @param patience how long one object is tried
   */
  Fetching(ArchiveSource source, Duration patience) {
    this.source = source;
    this.pause = patience.dividedBy((long) PARTS * TRIES);
  }

  /** Something that is asked of a store. */
  interface Request<T> {
    T ask() throws IOException, UnreadableObject;
  }

  LocalCopy fetch(SourceObject object) throws UnreadableObject, Stopped {
    try {
      LocalCopy copy = patiently(() -> source.fetch(object));
      failedInARow.set(0);
      return copy;
    } catch (FileSystemException e) {
      throw Stopped.away("the copy of an object cannot be written: " + e.getMessage(), e);
    } catch (IOException e) {
      if (failedInARow.incrementAndGet() >= MOST_IN_A_ROW) {
        throw away(e);
      }
      throw new UnreadableObject(Reason.STORE, e);
    }
  }

  /** What nothing can go on without. */
  <T> T need(Request<T> request) throws Stopped, UnreadableObject {
    try {
      return patiently(request);
    } catch (IOException e) {
      throw away(e);
    }
  }

  private static Stopped away(IOException cause) {
    return Stopped.away("the archive cannot be read: " + cause.getMessage(), cause);
  }

  private <T> T patiently(Request<T> request) throws IOException, UnreadableObject {
    for (int attempt = 1; ; attempt++) {
      try {
        return request.ask();
      } catch (FileSystemException e) {
        throw e;
      } catch (IOException e) {
        if (attempt == TRIES) {
          throw e;
        }
        LockSupport.parkNanos(pause.multipliedBy(attempt).toNanos());
      }
    }
  }
}
