// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The state of one run, held by one process at a time. */
final class RunDirectory implements AutoCloseable {

  private static final long NEEDED_BYTES = 2L << 30;

  private final FileChannel lock;

  private RunDirectory(FileChannel lock) {
    this.lock = lock;
  }

  /**
   * Makes the directory when it is absent and takes hold of it.
   *
   * @throws RunFailure when another run holds it, the disk is full or it cannot be written
   */
  static RunDirectory hold(Layout layout) {
    Path directory = layout.runDirectory();
    try {
      Files.createDirectories(directory);
      Files.createDirectories(layout.logs());
      requireSpace(directory);
      FileChannel channel =
          FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new RunFailure(
            "Another run is alive in %s: stop it, or choose another directory with -Drun.dir=DIR"
                .formatted(directory));
      }
      return new RunDirectory(channel);
    } catch (IOException e) {
      throw new RunFailure(
          "%s cannot be written (%s): choose another directory with -Drun.dir=DIR"
              .formatted(directory, e),
          e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new RunFailure("The lock of the run directory cannot be released: " + e, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void requireSpace(Path directory) throws IOException {
    long usable = Files.getFileStore(directory).getUsableSpace();
    if (usable < NEEDED_BYTES) {
      throw new RunFailure(
          "Only %d MiB are free for %s and 2048 are needed: make room, or choose another directory with -Drun.dir=DIR"
              .formatted(usable >> 20, directory));
    }
  }
}
