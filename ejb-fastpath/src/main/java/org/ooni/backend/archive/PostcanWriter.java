// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes bodies as they were received into a {@code .tar.gz}, the same bytes for the same bodies.
 */
final class PostcanWriter implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final HourGroup group;
  private final Counted counted;
  private final TarArchiveOutputStream tar;

  PostcanWriter(HourGroup group, OutputStream out) throws IOException {
    this.group = group;
    this.counted = new Counted(out);
    this.tar =
        new TarArchiveOutputStream(
            new GZIPOutputStream(counted, BUFFER), StandardCharsets.US_ASCII.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  void add(Post post) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(CanName.member(group, post.uid()));
    entry.setSize(post.submission().length);
    entry.setModTime(post.receivedAt().toEpochMilli());
    entry.setUserId(0);
    entry.setGroupId(0);
    entry.setUserName("");
    entry.setGroupName("");
    tar.putArchiveEntry(entry);
    tar.write(post.submission());
    tar.closeArchiveEntry();
  }

  /** Bytes written so far; what the compression still holds back is not among them. */
  long bytes() {
    return counted.count;
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private static final class Counted extends FilterOutputStream {

    private long count;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }
  }
}
