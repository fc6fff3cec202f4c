// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

/**
 * An object of an archive.
 *
 * @param key its name there, with slashes
 * @param bytes its size as listed
 */
public record SourceObject(String key, long bytes) {

  /** The last part of its name. */
  String file() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** The part before that, which for old objects is their day; empty when there is none. */
  String folder() {
    int end = key.lastIndexOf('/');
    return end < 0 ? "" : key.substring(key.lastIndexOf('/', end - 1) + 1, end);
  }
}
