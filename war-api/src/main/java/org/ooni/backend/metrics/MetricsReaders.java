// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who may read the metrics: everybody, or with {@code METRICS_PASSWORD} set only user {@code prom}
 * by HTTP basic authentication (probe-services, section 15).
 */
@ApplicationScoped
class MetricsReaders {

  private static final String USER = "prom";
  private static final String SCHEME = "Basic ";

  @Inject
  @ConfigProperty(name = "METRICS_PASSWORD")
  Optional<String> password;

  /** Whether this header, which may be null, lets its sender in; takes as long for any guess. */
  boolean admit(String authorization) {
    if (password.isEmpty()) {
      return true;
    }
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] due = (USER + ":" + password.get()).getBytes(StandardCharsets.UTF_8);
    byte[] due64 = Base64.getEncoder().encode(due);
    byte[] given =
        authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(due64, given);
  }
}
