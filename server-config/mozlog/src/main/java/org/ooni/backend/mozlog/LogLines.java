// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jboss.logmanager.Logger;

/** How many lines were written and dropped, for who asks the server's management beans. */
final class LogLines implements LogLinesMBean {

  private static final Map<String, LineQueue> QUEUES = new ConcurrentHashMap<>();

  private final String place;

  private LogLines(String place) {
    this.place = place;
  }

  /** Remembers a queue; the last one of a place counts. */
  static void add(String place, LineQueue queue) {
    QUEUES.put(place, queue);
  }

  /** To be called once the server has its management beans; the log starts before that. */
  static void publish() {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    for (String place : QUEUES.keySet()) {
      try {
        ObjectName name = new ObjectName("org.ooni.backend:type=LogLines,place=" + place);
        if (!beans.isRegistered(name)) {
          beans.registerMBean(new LogLines(place), name);
        }
      } catch (JMException e) {
        Logger.getLogger(LogLines.class.getName())
            .log(Level.WARNING, "log lines are not counted in metrics", e);
      }
    }
  }

  @Override
  public long getTaken() {
    return QUEUES.get(place).taken();
  }

  @Override
  public long getDropped() {
    return QUEUES.get(place).dropped();
  }
}
