// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfiguration;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;
import org.ooni.backend.problem.Unauthorized;
import org.ooni.backend.session.TokenKeys;
import org.ooni.backend.session.TokenReading;
import org.ooni.backend.session.TokenReading.Genuine;
import org.ooni.backend.session.TokenReading.Refused;

/**
 * Looks at the token a probe shows (probe services 3.9). Anybody can obtain one, so by default it
 * is only counted; {@code strict} turns away who has none.
 */
@ApplicationScoped
class ProbeTokenCheck {

  private static final String AUDIENCE = "probe_token";
  private static final Pattern BEARER = Pattern.compile("Bearer ([^ ]+)");

  @Inject TokenKeys keys;
  @Inject EventCounters counters;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "PROBE_TOKEN_CHECK")
  String mode;

  @PostConstruct
  void configure() {
    if (!mode.equals("lenient") && !mode.equals("strict")) {
      throw new IllegalArgumentException("PROBE_TOKEN_CHECK is lenient or strict");
    }
  }

  /** An unknown mode stops the start. */
  void start(@Observes Startup event) {}

  /**
   * Counts what the probe shows.
   *
   * @throws Unauthorized in strict mode, for anything but a token of ours
   */
  void check(HttpHeaders headers) {
    String finding = finding(Optional.ofNullable(headers.getHeaderString("Authorization")));
    counters.count(Event.PROBE_TOKEN, finding);
    if (mode.equals("lenient") || finding.equals("ok")) {
      return;
    }
    throw new Unauthorized("Authentication required");
  }

  private String finding(Optional<String> header) {
    Matcher bearer = BEARER.matcher(header.orElse(""));
    return bearer.matches()
        ? label(keys.probe().read(bearer.group(1), AUDIENCE, clock.instant()))
        : "missing";
  }

  private static String label(TokenReading reading) {
    if (reading instanceof Refused refused) {
      return refused.reason().label();
    }
    return reading instanceof Genuine ? "ok" : "not_a_token";
  }
}
