// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import java.util.List;

/**
 * One thing that the backend needs. Adding one is a class that implements this; the heartbeat finds
 * it.
 */
interface Check {

  /** Its name in the answer of the heartbeat: lower case, with underscores. */
  String name();

  /**
   * Looks, and says what is not as it should be. May take long or throw: the heartbeat waits two
   * seconds and takes both for an error.
   */
  List<Finding> check() throws Exception;
}
