// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Both files of a can while they are made and put, on the local disk. Closing deletes them. */
final class CanFiles implements AutoCloseable {

  private static final String PREFIX = "can-";

  private final Path postcanFile;
  private final Path jsonlFile;
  private final PostcanWriter postcan;
  private final JsonlWriter jsonl;
  private int count;

  /**
   * Begins both.
   *
   * @param folder exists
   */
  CanFiles(Path folder, HourGroup group) throws IOException {
    postcanFile = Files.createTempFile(folder, PREFIX, ".tar.gz");
    jsonlFile = Files.createTempFile(folder, PREFIX, ".jsonl.gz");
    postcan =
        new PostcanWriter(group, new BufferedOutputStream(Files.newOutputStream(postcanFile)));
    jsonl = new JsonlWriter(new BufferedOutputStream(Files.newOutputStream(jsonlFile)));
  }

  void add(Post post) throws IOException {
    postcan.add(post);
    jsonl.add(post.line());
    count++;
  }

  /** Ends both; nothing can be added any more. */
  void finish() throws IOException {
    postcan.close();
    jsonl.close();
  }

  /** How many bodies are in them. */
  int count() {
    return count;
  }

  /** Size of the file of bodies so far, about. */
  long postcanBytes() {
    return postcan.bytes();
  }

  Path postcan() {
    return postcanFile;
  }

  Path jsonl() {
    return jsonlFile;
  }

  @Override
  public void close() throws IOException {
    try {
      finish();
    } finally {
      Files.deleteIfExists(postcanFile);
      Files.deleteIfExists(jsonlFile);
    }
  }

  /** Deletes what a process that was killed has left in a folder that is nobody else's. */
  static void deleteLeftOvers(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }
}
