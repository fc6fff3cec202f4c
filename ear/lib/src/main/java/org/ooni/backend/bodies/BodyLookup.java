// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

/** What came of looking for the bytes of a measurement. */
public sealed interface BodyLookup {

  /**
   * They are there.
   *
   * @param content the measurement's JSON, byte for byte as it was received
   */
  record Found(byte[] content) implements BodyLookup {}

  /** The place was looked at, and it does not have them. */
  record NotStored() implements BodyLookup {}

  /** A place that may have them cannot be read at present. */
  record Unavailable() implements BodyLookup {}
}
