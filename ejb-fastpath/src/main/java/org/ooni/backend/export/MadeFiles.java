// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.export;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.ooni.backend.queries.CsvLine;

/** The files of a month while they are made and put, on the local disk. Closing deletes them. */
final class MadeFiles implements AutoCloseable {

  private static final String PREFIX = "export-";
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final YearMonth month;
  private final int attempt;
  private final List<String> names;
  private final long fileBytes;
  private final Map<Path, ExportedFile> finished = new LinkedHashMap<>();
  private OpenFile open;

  /**
   * Begins nothing yet.
   *
   * @param folder exists
   * @param attempt part of the names
   * @param names of the columns
   * @param fileBytes size beyond which a file is ended
   */
  MadeFiles(Path folder, YearMonth month, int attempt, List<String> names, long fileBytes) {
    this.folder = folder;
    this.month = month;
    this.attempt = attempt;
    this.names = names;
    this.fileBytes = fileBytes;
  }

  /** Where the objects of a month lie. */
  static String folderOf(YearMonth month) {
    return "export/%s/".formatted(month);
  }

  /** Adds a row; what is too much for a file goes to the next. */
  void add(List<String> cells) throws IOException {
    if (open == null) {
      open = new OpenFile(Files.createTempFile(folder, PREFIX, ".csv.gz"));
      open.write(names);
    }
    open.write(cells);
    open.rows++;
    if (open.bytes.count >= fileBytes) {
      endFile();
    }
  }

  /** Ends the last file. */
  void finish() throws IOException {
    if (open != null) {
      endFile();
    }
  }

  /** Where each file lies, and what is known of it. */
  Map<Path, ExportedFile> finished() {
    return finished;
  }

  private void endFile() throws IOException {
    OpenFile ended = open;
    open = null;
    ended.out.close();
    String key = folderOf(month) + "fastpath.%d.%d.csv.gz".formatted(attempt, finished.size());
    String sha256 = HexFormat.of().formatHex(ended.digest.digest());
    finished.put(ended.path, new ExportedFile(key, Files.size(ended.path), sha256, ended.rows));
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      OpenFile unfinished = open;
      open = null;
      unfinished.out.close();
      Files.deleteIfExists(unfinished.path);
    }
    for (Path file : finished.keySet()) {
      Files.deleteIfExists(file);
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

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static final class OpenFile {
    final Path path;
    final MessageDigest digest = sha256();
    final CountedBytes bytes;
    final OutputStream out;
    long rows;

    OpenFile(Path path) throws IOException {
      this.path = path;
      bytes =
          new CountedBytes(
              new DigestOutputStream(
                  new BufferedOutputStream(Files.newOutputStream(path), BUFFER), digest));
      out = new BufferedOutputStream(new GZIPOutputStream(bytes, BUFFER), BUFFER);
    }

    void write(List<String> cells) throws IOException {
      out.write(CsvLine.of(cells).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What has come out of the compressor so far. */
  private static final class CountedBytes extends FilterOutputStream {
    long count;

    CountedBytes(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
      out.write(some, from, length);
      count += length;
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      count++;
    }
  }
}
