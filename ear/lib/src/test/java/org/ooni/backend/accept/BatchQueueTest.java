// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSRuntimeException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class BatchQueueTest {

  @Test
  void aBrokerThatCannotBeReachedDoesNotAnswer() {
    BatchQueue queue = new BatchQueue();
    queue.connections =
        (ConnectionFactory)
            Proxy.newProxyInstance(
                BatchQueueTest.class.getClassLoader(),
                new Class<?>[] {ConnectionFactory.class},
                (proxy, method, arguments) -> {
                  throw new JMSRuntimeException("away");
                });
    assertFalse(queue.answers());
  }
}
