// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.ooni.backend.problem.NotFound;

class ErrorResourceTest {

  private final ErrorResource resource = new ErrorResource();

  @Test
  void itIsNotThereUnlessItIsAskedFor() {
    assertThrows(NotFound.class, resource::fail);
  }

  @Test
  void itFailsWhenItIsOn() {
    resource.isOn = true;
    assertThrows(IllegalStateException.class, resource::fail);
  }
}
