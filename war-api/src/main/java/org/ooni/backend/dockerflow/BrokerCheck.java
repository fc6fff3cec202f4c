// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.ooni.backend.accept.BatchQueue;

/** The broker answers; without it measurements are scored seconds later, when they are swept up. */
@ApplicationScoped
class BrokerCheck implements Check {

  @Inject BatchQueue queue;

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public List<Finding> check() {
    return queue.answers()
        ? List.of()
        : List.of(Finding.error("broker.unreachable", "the broker does not answer"));
  }
}
