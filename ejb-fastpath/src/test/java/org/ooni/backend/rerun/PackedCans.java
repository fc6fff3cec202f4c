// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whole objects for the tests of other packages. */
public final class PackedCans {

  private PackedCans() {}

  /** The bodies of the numbers from one to before another. */
  public static byte[] postcan(int from, int to) {
    return Cans.postcan(from, to);
  }

  /** Bodies of these names. */
  public static byte[] of(Map<String, byte[]> members) {
    return Cans.gzip(Cans.tar(members));
  }

  /** Old lines. */
  public static byte[] lines(String... lines) {
    return Cans.lz4(Cans.lines(List.of(lines)));
  }

  /** The lines that are published beside bodies. */
  public static byte[] publishedLines(int from, int to) {
    return Cans.gzip(Cans.lines(IntStream.range(from, to).mapToObj(Cans::content).toList()));
  }

  /** An index that says these are the bytes of old lines, by their names without ending. */
  public static byte[] index(Map<String, byte[]> files) {
    String lines =
        files.entrySet().stream()
            .map(
                file ->
                    """
                    {"filename":"2026-11-01/%s.json.lz4","file_size":%d,"file_sha1":"%s"}
                    """
                        .formatted(
                            file.getKey(),
                            file.getValue().length,
                            Base64.getEncoder()
                                .encodeToString(Cans.digest("SHA-1", file.getValue()))))
            .collect(Collectors.joining());
    return Cans.gzip(Cans.utf8(lines));
  }
}
