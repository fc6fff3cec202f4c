// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** Writes to standard output, and drops what cannot be written in time. */
public final class StandardOutputHandler extends ConsoleHandler {

  private final LineQueue queue;

  /** With the format that all lines have. */
  public StandardOutputHandler() {
    super(new MozlogFormatter());
    setAutoFlush(false);
    queue = new LineQueue("stdout", LineQueue.LENGTH, super::doPublish, this::flush);
  }

  @Override
  protected void doPublish(ExtLogRecord entry) {
    queue.offer(entry);
  }

  @Override
  public void close() {
    queue.close();
    super.close();
  }
}
