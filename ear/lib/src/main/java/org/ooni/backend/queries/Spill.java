// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.queries;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Bytes of an answer until it is known whether there is an answer: in memory while they are few,
 * else compressed in a temporary file. So a slow client holds no connection to the database, and a
 * statement that fails half way has its proper status.
 */
public final class Spill extends OutputStream {

  /** The fastest: a page of JSON becomes a tenth of its size. */
  private static final int LEVEL = 1;

  private final int memoryBytes;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private OutputStream out = memory;
  private FileChannel file;
  private long size;

  /**
   * An empty one.
   *
   * @param memoryBytes so many bytes stay in memory
   */
  public Spill(int memoryBytes) {
    this.memoryBytes = memoryBytes;
  }

  /** What fills one. */
  @FunctionalInterface
  public interface Filling {
    /** Writes all there is. */
    void writeTo(Spill spill) throws IOException;
  }

  /**
   * A full one. When filling it fails, nothing of it is left.
   *
   * @param memoryBytes so many bytes stay in memory
   */
  public static Spill filledBy(Filling filling, int memoryBytes) throws IOException {
    Spill spill = new Spill(memoryBytes);
    boolean complete = false;
    try {
      filling.writeTo(spill);
      complete = true;
      return spill;
    } finally {
      if (!complete) {
        spill.discard();
      }
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (file == null && memory.size() + length > memoryBytes) {
      moveToDisk();
    }
    out.write(bytes, offset, length);
    size += length;
  }

  /** How many bytes there are. */
  public long size() {
    return size;
  }

  /** A hash of them, as text; empty when they are not in memory. */
  public Optional<String> digest() {
    return file == null ? Optional.of(Digest.of(memory.toByteArray())) : Optional.empty();
  }

  /** Writes all of it to a client, and forgets it whatever happens. */
  public void drainTo(OutputStream client) throws IOException {
    if (file == null) {
      memory.writeTo(client);
      return;
    }
    try (FileChannel closing = file) {
      out.close();
      closing.position(0);
      new ZstdInputStream(Channels.newInputStream(closing)).transferTo(client);
    }
  }

  /** Forgets it. */
  public void discard() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  boolean isOnDisk() {
    return file != null;
  }

  private void moveToDisk() throws IOException {
    Path path = Files.createTempFile("ooni-answer", ".zst");
    // the name is gone at once, the bytes with the channel: an answer nobody fetches leaves nothing
    file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    out = new ZstdOutputStream(new Open(Channels.newOutputStream(file)), LEVEL);
    memory.writeTo(out);
    memory = null;
  }

  /** Stays open when the stream around it is ended. */
  private static final class Open extends FilterOutputStream {

    Open(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
