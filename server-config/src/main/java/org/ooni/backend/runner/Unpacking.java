// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Turns archives into directories that are either complete or absent. */
final class Unpacking {

  /** Fills an empty directory. */
  @FunctionalInterface
  interface Step {
    void fill(Path directory) throws IOException;
  }

  private Unpacking() {}

  /**
   * Makes a directory when it is absent. Processes that want the same wait for each other, and one
   * that was killed leaves nothing that looks complete.
   */
  static synchronized void once(Path directory, Step step) {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path part = directory.resolveSibling(directory.getFileName() + ".part");
    Path lockFile = directory.resolveSibling(directory.getFileName() + ".lock");
    try {
      Files.createDirectories(directory.getParent());
      try (FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        if (Files.isDirectory(directory)) {
          return;
        }
        delete(part);
        Files.createDirectories(part);
        step.fill(part);
        Files.move(part, directory, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new RunFailure(
          "Cannot make " + directory + ": " + e + "; is the disk full or not writable?", e);
    }
  }

  /**
   * Writes all entries below the directory.
   *
   * @param strip how many leading names of each path are left out
   */
  static void unpack(ArchiveInputStream<?> archive, Path directory, int strip) throws IOException {
    ArchiveEntry entry = archive.getNextEntry();
    while (entry != null) {
      Path path = Path.of(entry.getName()).normalize();
      if (path.getNameCount() > strip) {
        Path target = directory.resolve(path.subpath(strip, path.getNameCount())).normalize();
        if (!target.startsWith(directory)) {
          throw new IOException("an entry leaves the directory: " + entry.getName());
        }
        write(archive, entry, target);
      }
      entry = archive.getNextEntry();
    }
  }

  /** Counts the bytes that are read. */
  static InputStream counted(InputStream stream, LongConsumer progress) {
    return new Counted(new BufferedInputStream(stream, 1 << 16), progress);
  }

  /** Deletes a tree; absent is fine. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Copies a tree, as links to the same files where the file system can, else as copies. */
  static void link(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          linkFile(path, target);
        }
      }
    }
  }

  private static void linkFile(Path path, Path target) throws IOException {
    try {
      Files.createLink(target, path);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void write(InputStream content, ArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry instanceof TarArchiveEntry file && file.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(file.getLinkName()));
      return;
    }
    Files.copy(content, target);
    if (entry instanceof TarArchiveEntry file && (file.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static final class Counted extends FilterInputStream {
    private final LongConsumer progress;
    private long count;

    Counted(InputStream stream, LongConsumer progress) {
      super(stream);
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      advance(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int size = super.read(buffer, offset, length);
      advance(Math.max(0, size));
      return size;
    }

    private void advance(int size) {
      count += size;
      progress.accept(count);
    }
  }
}
