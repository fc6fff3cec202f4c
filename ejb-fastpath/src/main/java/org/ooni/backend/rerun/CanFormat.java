// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.util.Optional;

/**
 * How a file is packed and what is in it, by its name (fastpath 7.3).
 *
 * @param packing around the whole file
 * @param content within it
 */
record CanFormat(Packing packing, Content content) {

  enum Packing {
    NONE,
    GZIP,
    LZ4
  }

  enum Content {
    /** An archive of files, each again of one of these. */
    TAR,
    /** A measurement a line. */
    LINES,
    /** A report of the years before 2016. */
    YAML,
    /** A submission as it was received. */
    POST
  }

  private static final String GZIP = ".gz";
  private static final String LZ4 = ".lz4";

  /** The format; nothing when the name is of another kind of file. */
  static Optional<CanFormat> of(String name) {
    if (name.endsWith(GZIP)) {
      return content(name, GZIP).map(content -> new CanFormat(Packing.GZIP, content));
    }
    if (name.endsWith(LZ4)) {
      return content(name, LZ4).map(content -> new CanFormat(Packing.LZ4, content));
    }
    return content(name, "").map(content -> new CanFormat(Packing.NONE, content));
  }

  private static Optional<Content> content(String name, String packing) {
    String plain = name.substring(0, name.length() - packing.length());
    if (plain.endsWith(".tar")) {
      return Optional.of(Content.TAR);
    }
    if (plain.endsWith(".json") || plain.endsWith(".jsonl")) {
      return Optional.of(Content.LINES);
    }
    if (plain.endsWith(".yaml")) {
      return Optional.of(Content.YAML);
    }
    return plain.endsWith(".post") ? Optional.of(Content.POST) : Optional.empty();
  }
}
