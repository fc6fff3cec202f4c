// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import java.util.Map;

/**
 * What a submission may be at most. A million measurements a day have 76 KB on average and stay
 * below 1 MB; what is larger is an accident or an attack.
 *
 * @param wireBytes bytes on the wire
 * @param decodedBytes bytes after the content encoding is taken off
 * @param ratio decoded bytes per byte on the wire, once more than {@code ratioFreeBytes} are
 *     decoded
 * @param ratioFreeBytes decoded bytes below which the ratio is not looked at
 * @param depth levels of nested arrays and objects
 * @param numberLength characters of a number
 * @param nameLength characters of a name
 * @param namesPerObject names in one object
 */
record SubmissionLimits(
    int wireBytes,
    int decodedBytes,
    int ratio,
    int ratioFreeBytes,
    int depth,
    int numberLength,
    int nameLength,
    int namesPerObject) {

  private static final int MIB = 1 << 20;

  /** For measurements. */
  static final SubmissionLimits MEASUREMENT =
      new SubmissionLimits(5 * MIB, 16 * MIB, 200, MIB, 200, 100, 64 * 1024, 50_000);

  /** For the request that opens a report. */
  static final SubmissionLimits REPORT =
      new SubmissionLimits(64 * 1024, 64 * 1024, 200, MIB, 20, 100, 1024, 1000);

  /** As clients are told. */
  Map<String, Integer> published() {
    return Map.of(
        "bytes", wireBytes,
        "decoded_bytes", decodedBytes,
        "decoded_bytes_per_byte", ratio,
        "nesting", depth,
        "number_length", numberLength,
        "name_length", nameLength,
        "names_per_object", namesPerObject);
  }
}
