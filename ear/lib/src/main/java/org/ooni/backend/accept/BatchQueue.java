// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Tells the fastpath, through the queue, that there is work in the log. A message is a hint: it is
 * not persistent, and when it is lost the sweep finds what it spoke of.
 */
@ApplicationScoped
public class BatchQueue {

  private static final Logger LOG = Logger.getLogger(BatchQueue.class);

  @Resource(lookup = "java:/ConnectionFactory")
  ConnectionFactory connections;

  @Resource(lookup = Batch.QUEUE)
  Queue queue;

  private final AtomicLong outstanding = new AtomicLong();
  private Optional<JMSContext> context = Optional.empty();

  /** Sends a batch; a failure is logged and left to the sweep. */
  public synchronized void announce(Batch batch) {
    try {
      JMSContext session = session();
      session
          .createProducer()
          .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
          .setDisableMessageID(true)
          .send(queue, batch.toText());
      outstanding.incrementAndGet();
    } catch (JMSRuntimeException e) {
      LOG.warn("batch not announced, the sweep will find it", e);
      close();
    }
  }

  /** Said by the listener when it is through with a message, whatever came of it. */
  public void finished() {
    outstanding.decrementAndGet();
  }

  /** How many messages are in the queue or being worked on. */
  public long outstanding() {
    return outstanding.get();
  }

  /** Gives up on messages that nobody has finished for too long. */
  public void forgetOutstanding() {
    outstanding.set(0);
  }

  /** Whether the broker answers, and has the queue. */
  public boolean answers() {
    try (JMSContext session = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        QueueBrowser browser = session.createBrowser(queue)) {
      browser.getEnumeration().hasMoreElements();
      return true;
    } catch (JMSRuntimeException | JMSException e) {
      LOG.warn("the broker does not answer", e);
      return false;
    }
  }

  @PreDestroy
  synchronized void close() {
    context.ifPresent(JMSContext::close);
    context = Optional.empty();
  }

  private JMSContext session() {
    if (context.isEmpty()) {
      context = Optional.of(connections.createContext(JMSContext.AUTO_ACKNOWLEDGE));
    }
    return context.get();
  }
}
