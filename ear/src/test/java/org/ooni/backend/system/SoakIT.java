// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code -Dsoak.seconds=N} keeps the load up for so long. */
@ExtendWith(DeployedSystem.class)
class SoakIT {

  private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("soak.seconds", 8));

  @Test
  void aStopUnderLoadLosesNothingAndAllIsCountedAndLogged() throws Exception {
    assertEquals(List.of(), Soak.run(System.out, DeployedSystem.platform(), LENGTH, 60));
  }
}
