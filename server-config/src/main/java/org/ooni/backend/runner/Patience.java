// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.time.Duration;

/** How long one waits for others. */
final class Patience {

  static final Duration SHORT = Duration.ofSeconds(10);

  private Patience() {}
}
