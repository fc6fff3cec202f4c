// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Reads bodies one after the other out of a {@code .tar.gz}, ours or the reference's. Never more
 * than one is in memory.
 */
public final class PostcanReader implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final GZIPInputStream text;
  private final TarArchiveInputStream tar;

  /** Reads from a stream, which is closed with this. */
  public PostcanReader(InputStream in) throws IOException {
    text = new GZIPInputStream(in, BUFFER);
    tar = new TarArchiveInputStream(text);
  }

  /**
   * A body and its name.
   *
   * @param name path within the archive
   * @param submission the bytes as they were received
   */
  public record Member(String name, byte[] submission) {}

  /**
   * The next one; nothing at the end.
   *
   * @throws ZipException when this is no such file, or one larger than any body is in it
   * @throws IOException when the stream cannot be read
   */
  public Optional<Member> next() throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (entry.isDirectory()) {
        continue;
      }
      if (!entry.isFile() || entry.getSize() > Post.MAXIMUM_BYTES) {
        throw new ZipException("a member that is no body");
      }
      byte[] submission = tar.readNBytes((int) entry.getSize());
      if (submission.length != entry.getSize()) {
        throw new ZipException("the archive ends within a body");
      }
      return Optional.of(new Member(entry.getName(), submission));
    }
    return Optional.empty();
  }

  /** Reads what is behind the last member, so that the checksum of the file is looked at. */
  void drain() throws IOException {
    text.transferTo(java.io.OutputStream.nullOutputStream());
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
