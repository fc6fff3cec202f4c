// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.access;

/**
 * What can be called.
 *
 * @param method of HTTP
 * @param path from the root of the server, with parameters in braces
 */
public record Endpoint(String method, String path) {

  /** Whether calling it may change something. */
  boolean isUnsafe() {
    return !method.equals("GET");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
