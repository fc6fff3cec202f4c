// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.measurement.MeasurementUid;

/**
 * Tells the fastpath, through the queue, that there is work in the log. A message is a hint: it is
 * not persistent, and when it is lost the sweep finds what it spoke of.
 */
@ApplicationScoped
public class BatchQueue {

  private static final Logger LOG = Logger.getLogger(BatchQueue.class);

  /** What the listener's selector in {@code jboss-ejb3.xml} looks at. */
  private static final String NODE = "node";

  @Resource(lookup = "java:/ConnectionFactory")
  ConnectionFactory connections;

  @Resource(lookup = Batch.QUEUE)
  Queue queue;

  @Inject
  @ConfigProperty(name = "jboss.node.name", defaultValue = "local")
  String node;

  private final Announcements announcements = new Announcements(this::send);
  private Optional<JMSContext> context = Optional.empty();

  /**
   * Tells of the next batch that the log's writer has made durable, now or with those that follow.
   *
   * @return whether the fastpath lags behind
   */
  boolean announce(Batch batch, int measurements) {
    return announcements.add(batch, measurements);
  }

  /** Tells of batches that are in the log and in no message. */
  public void announceAgain(List<Batch> batches) {
    announcements.addAgain(batches);
  }

  /**
   * Said by the listener when it is through with a message.
   *
   * @param inVain whether nothing could be committed, as nothing can be for a while
   */
  public void finished(Batch batch, boolean inVain) {
    announcements.finished(batch, inVain);
  }

  /** Whether the last batch could not be committed, and none was announced again since. */
  public boolean isResting() {
    return announcements.isResting();
  }

  /** Where the first of the batches that are not finished begins: all before are in none. */
  public Optional<MeasurementUid> oldestOutstanding() {
    return announcements.oldest();
  }

  /** How many batches are announced or about to be, and not finished. */
  public long outstanding() {
    return announcements.outstanding();
  }

  /** Gives up on batches that nobody has finished for too long. */
  public void forgetOutstanding() {
    announcements.forget();
  }

  /** A failure is logged and left to the sweep. */
  private synchronized boolean send(Batch batch) {
    try {
      session()
          .createProducer()
          .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
          .setDisableMessageID(true)
          .setProperty(NODE, node)
          .send(queue, batch.toText());
      return true;
    } catch (JMSRuntimeException e) {
      LOG.warn("batch not announced, the sweep will find it", e);
      close();
      return false;
    }
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
