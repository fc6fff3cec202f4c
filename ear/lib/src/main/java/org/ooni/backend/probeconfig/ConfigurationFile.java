// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfig;

/** The files of the configuration. Each may be absent. */
public enum ConfigurationFile {
  /** An object of booleans. */
  FEATURES("features.json"),
  /** An object of arrays of helpers. */
  TEST_HELPERS("test-helpers.json"),
  /** An array of helpers. */
  COLLECTORS("collectors.json"),
  /** An array of names. */
  TESTS("tests.json"),
  /** An object, handed through. */
  PSIPHON("psiphon.json"),
  /** An object of targets, handed through. */
  TOR_TARGETS("tor-targets.json");

  private final String fileName;

  ConfigurationFile(String fileName) {
    this.fileName = fileName;
  }

  /** Its name in the folder. */
  public String fileName() {
    return fileName;
  }
}
