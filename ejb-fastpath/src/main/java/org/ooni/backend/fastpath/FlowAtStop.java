// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import org.ooni.backend.flow.FlowCounters;

/**
 * Has the counters of this node told when it is stopped. An enterprise bean, because beans of the
 * application scope are not told when the server ends.
 */
@Singleton
@Startup
public class FlowAtStop {

  @Inject FlowCounters counters;

  @PreDestroy
  void tell() {
    counters.tell();
  }
}
