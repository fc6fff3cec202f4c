// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import java.util.List;

/**
 * Servers that run the same version.
 *
 * @param name such as {@code staging}
 * @param nodes in the order in which they are changed
 */
record Stage(String name, List<Node> nodes) {

  Stage {
    nodes = List.copyOf(nodes);
  }
}
