// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import org.ooni.backend.runner.LocalPlatform;
import java.io.IOException;

/** Stops and starts the delivery of batches to the fastpath through the server's management. */
final class FastpathSwitch {

  private static final String LISTENER =
      "/deployment=ooni-backend.ear/subdeployment=ejb-fastpath.jar/subsystem=ejb3"
          + "/message-driven-bean=FastpathListener:";

  private final LocalPlatform platform;
  private boolean paused;

  FastpathSwitch(LocalPlatform platform) {
    this.platform = platform;
  }

  void pause() throws IOException, InterruptedException {
    platform.manage(LISTENER + "stop-delivery");
    paused = true;
  }

  void resume() throws IOException, InterruptedException {
    platform.manage(LISTENER + "start-delivery");
    paused = false;
  }

  boolean isPaused() {
    return paused;
  }
}
