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
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;
import org.ooni.backend.problem.Unauthorized;
import org.ooni.backend.problem.Unavailable;
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
  private static final String NO_KEY = "no_key";
  private static final Duration RETRY_AFTER = Duration.ofMinutes(5);
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
   * @throws Unavailable in strict mode, when there is no key to verify it
   * @throws Unauthorized in strict mode, for anything but a token of ours
   */
  void check(HttpHeaders headers) {
    String finding = finding(Optional.ofNullable(headers.getHeaderString("Authorization")));
    counters.count(Event.PROBE_TOKEN, finding);
    if (mode.equals("lenient") || finding.equals("ok")) {
      return;
    }
    if (finding.equals(NO_KEY)) {
      throw new Unavailable(RETRY_AFTER, "Logins of probes are not configured here");
    }
    throw new Unauthorized("Authentication required");
  }

  private String finding(Optional<String> header) {
    Matcher bearer = BEARER.matcher(header.orElse(""));
    if (!bearer.matches()) {
      return "missing";
    }
    try {
      return label(keys.probe().read(bearer.group(1), AUDIENCE, clock.instant()));
    } catch (Unavailable e) {
      return NO_KEY;
    }
  }

  private static String label(TokenReading reading) {
    if (reading instanceof Refused refused) {
      return refused.reason().label();
    }
    return reading instanceof Genuine ? "ok" : "not_a_token";
  }
}
