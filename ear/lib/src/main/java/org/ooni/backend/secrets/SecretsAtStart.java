// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.secrets;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Stops the start when a secret is missing or weak, and says so of all of them at once. */
@ApplicationScoped
class SecretsAtStart {

  private static final Logger LOG = Logger.getLogger(SecretsAtStart.class);

  @Inject Config config;

  /** Comes before whoever would stumble over one of them. */
  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Startup event) {
    List<String> faults =
        Secret.faults(variable -> config.getOptionalValue(variable, String.class));
    if (faults.isEmpty()) {
      return;
    }
    String message = String.join("; ", faults);
    // the server wraps the exception in its own words; operators look for one line
    LOG.fatal(message);
    throw new IllegalStateException(message);
  }
}
