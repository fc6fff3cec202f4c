// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import java.net.URI;

/**
 * A server of a stage.
 *
 * @param name what people call it
 * @param management where its management interface answers, often the end of a tunnel
 * @param url where its application answers, past the load balancer
 */
record Node(String name, URI management, URI url) {

  @Override
  public String toString() {
    return name;
  }
}
