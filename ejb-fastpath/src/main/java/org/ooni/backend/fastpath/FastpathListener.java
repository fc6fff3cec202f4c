// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.jboss.logging.Logger;
import org.ooni.backend.accept.Batch;
import org.ooni.backend.accept.BatchQueue;

/**
 * Takes the batches from the queue. A message is only a hint, so it is never redelivered: what
 * could not be committed stays in the log, and the sweep comes back to it.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = Batch.QUEUE),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "4")
    })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FastpathListener implements MessageListener {

  private static final Logger LOG = Logger.getLogger(FastpathListener.class);

  @Inject Fastpath fastpath;
  @Inject BatchQueue queue;

  @Override
  public void onMessage(Message message) {
    try {
      process(Batch.parse(message.getBody(String.class)));
    } catch (JMSException | IllegalArgumentException e) {
      LOG.error("message of the queue is not a batch, the sweep finds what it meant", e);
    }
  }

  private void process(Batch batch) {
    boolean isDone = false;
    try {
      isDone = fastpath.process(batch);
    } finally {
      queue.finished(batch, !isDone);
    }
  }
}
