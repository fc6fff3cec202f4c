// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonDecoder;
import org.ooni.backend.json.JsonLimits;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.JsonWriter;
import org.ooni.backend.json.MalformedJson;
import org.ooni.backend.lines.LineReader;

/**
 * How far a rerun has come, in a file: a line for each object that is done, and one for all days
 * that are. A process that is killed leaves at most a part of a line, which counts for nothing; its
 * object is done again, to the same effect.
 */
final class RerunState implements AutoCloseable {

  private static final String DAYS = "days";
  private static final String OBJECT = "object";
  private static final String TALLY = "tally";

  private final Path file;
  private final FileChannel lockFile;
  private final Tally tally = new Tally();
  private final Set<String> days = new TreeSet<>();
  private final Set<String> objects = new HashSet<>();
  private FileChannel out;

  private RerunState(Path file, FileChannel lockFile) {
    this.file = file;
    this.lockFile = lockFile;
  }

  /**
   * Opens the state of a rerun, a new one if there is none.
   *
   * @throws IOException when the file cannot be read or written, or another process has it
   */
  static RerunState open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(
            file.resolveSibling(file.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    RerunState state = new RerunState(file, channel);
    boolean opened = false;
    try {
      state.lock();
      if (Files.exists(file)) {
        state.read();
      }
      state.rewrite();
      opened = true;
      return state;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  private void lock() throws IOException {
    try {
      FileLock lock = lockFile.tryLock();
      if (lock == null) {
        throw new IOException("the same rerun is at work already, with " + file);
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException("the same rerun is at work already, with " + file, e);
    }
  }

  /** What was counted so far, in all runs of this rerun. */
  Tally tally() {
    return tally;
  }

  /** Whether there is anything to go on from. */
  boolean isResumed() {
    return !days.isEmpty() || !objects.isEmpty();
  }

  boolean isDone(String day) {
    return days.contains(day);
  }

  synchronized boolean isDone(SourceObject object) {
    return objects.contains(object.key());
  }

  /** An object is done. */
  synchronized void done(SourceObject object, Tally counted) throws IOException {
    tally.addAll(counted);
    objects.add(object.key());
    append(new JsonObject().put(OBJECT, JsonText.of(object.key())).put(TALLY, counted.toJson()));
  }

  /** All objects of a day are done. */
  synchronized void done(String day) throws IOException {
    days.add(day);
    objects.clear();
    rewrite();
  }

  /** The rerun is done: the next one of the same begins anew. */
  void finished() throws IOException {
    out.close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    out.close();
    lockFile.close();
    Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".lock"));
  }

  private void read() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      LineReader lines = new LineReader(in);
      while (lines.next() && lines.isEnded()) {
        Json line = JsonDecoder.decode(lines.bytes(), JsonLimits.MEASUREMENT);
        if (!line.member(OBJECT).isMissing()) {
          objects.add(line.member(OBJECT).text());
        } else {
          line.member(DAYS).each().forEach(day -> days.add(day.text()));
          line.member("objects").each().forEach(object -> objects.add(object.text()));
        }
        tally.addAll(Tally.ofJson(line.member(TALLY)));
      }
    } catch (MalformedJson e) {
      throw new IOException(file + " is not the state of a rerun; delete it to begin anew", e);
    }
  }

  private void rewrite() throws IOException {
    JsonObject all =
        new JsonObject()
            .put(DAYS, new JsonArray(days.stream().map(JsonText::of).toList()))
            .put("objects", new JsonArray(objects.stream().map(JsonText::of).toList()))
            .put(TALLY, tally.toJson());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    if (out != null) {
      out.close();
    }
    out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    append(all);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void append(JsonObject line) throws IOException {
    byte[] text = new JsonWriter().write(line).getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(text, text.length + 1);
    whole[text.length] = '\n';
    ByteBuffer bytes = ByteBuffer.wrap(whole);
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
    out.force(false);
  }
}
