// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The files within an archive, which are only read and never written anywhere. The library keeps
 * the headers of a member in memory, so each call to it is given a limit.
 */
final class TarReader {

  private final BoundedText text;
  private final ReadingLimits limits;
  private final Found found;

  TarReader(BoundedText text, ReadingLimits limits, Found found) {
    this.text = text;
    this.limits = limits;
    this.found = found;
  }

  void read(MemberReader members) throws IOException, Stopped {
    // closing it would close the text, which has its own end to be looked at
    TarArchiveInputStream tar = new TarArchiveInputStream(text);
    for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
      if (!entry.isDirectory()) {
        Optional<String> refusal = refusal(entry);
        if (refusal.isPresent()) {
          found.unusable(entry.getName(), refusal.get());
        } else {
          members.read(content(entry).orElseThrow(), entry.getName(), entry.getSize(), tar, true);
        }
        tar.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  private TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
    text.allow(limits.headerBytes());
    try {
      return tar.getNextEntry();
    } catch (IllegalArgumentException e) {
      throw new IOException("a header of a member makes no sense", e);
    } finally {
      text.allowAll();
    }
  }

  /** Why a member is not read; empty when it is. */
  private Optional<String> refusal(TarArchiveEntry entry) {
    String name = entry.getName();
    boolean leadsElsewhere =
        name.startsWith("/")
            || name.indexOf('\\') >= 0
            || Arrays.asList(name.split("/")).contains("..");
    if (leadsElsewhere) {
      return Optional.of("member_name");
    }
    if (!entry.isFile() || entry.isSparse() || entry.isLink() || entry.isSymbolicLink()) {
      return Optional.of("member_kind");
    }
    Optional<CanFormat.Content> content = content(entry);
    if (content.isEmpty()) {
      return Optional.of("member_unknown");
    }
    return content.get() == CanFormat.Content.POST && entry.getSize() > limits.bodyBytes()
        ? Optional.of("too_large")
        : Optional.empty();
  }

  private static Optional<CanFormat.Content> content(TarArchiveEntry entry) {
    return CanFormat.of(entry.getName())
        .filter(format -> format.packing() == CanFormat.Packing.NONE)
        .map(CanFormat::content)
        .filter(content -> content != CanFormat.Content.TAR);
  }
}
