// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class LogLinesTest {

  @Test
  void whoAsksTheManagementBeansIsTold() throws Exception {
    LineQueue queue = new LineQueue("told", 10, entry -> {}, () -> {});
    LogLines.publish();
    LogLines.publish();
    queue.offer(new ExtLogRecord(Level.INFO, "a", ""));
    queue.close();
    queue.offer(new ExtLogRecord(Level.INFO, "b", ""));
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("org.ooni.backend:type=LogLines,place=told");
    assertEquals(1L, beans.getAttribute(name, "Taken"));
    assertEquals(1L, beans.getAttribute(name, "Dropped"));
  }
}
