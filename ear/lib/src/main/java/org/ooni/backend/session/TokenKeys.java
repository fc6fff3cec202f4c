// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.Unavailable;

/**
 * The two keys that sign tokens, one for people and one for probes: anybody can obtain a signed
 * token as a probe, so that key must sign nothing else. Without a key the functions that need it
 * answer 503; a short, weak or shared key stops the start.
 */
@ApplicationScoped
public class TokenKeys {

  private static final Logger LOG = Logger.getLogger(TokenKeys.class);
  private static final String SESSION = "SESSION_TOKEN_KEY";
  private static final String PROBE = "PROBE_TOKEN_KEY";
  private static final Duration RETRY_AFTER = Duration.ofMinutes(5);

  @Inject
  @ConfigProperty(name = SESSION)
  Optional<String> sessionText;

  @Inject
  @ConfigProperty(name = PROBE)
  Optional<String> probeText;

  @Inject
  @ConfigProperty(name = "ACCOUNT_ID_HASHING_KEY")
  Optional<String> hashingText;

  private TokenKey session;
  private TokenKey probe;

  /** For the container. */
  protected TokenKeys() {}

  /** With keys of the caller's. */
  public TokenKeys(Optional<String> session, Optional<String> probe) {
    sessionText = session;
    probeText = probe;
    hashingText = Optional.empty();
    configure();
  }

  @PostConstruct
  void configure() {
    try {
      read();
    } catch (IllegalArgumentException e) {
      // the server wraps this in its own words; operators look for one line
      LOG.fatal(e.getMessage());
      throw e;
    }
  }

  private void read() {
    session = sessionText.map(text -> TokenKey.of(SESSION, text)).orElse(null);
    probe = probeText.map(text -> TokenKey.of(PROBE, text)).orElse(null);
    hashingText.ifPresent(text -> TokenKey.of("ACCOUNT_ID_HASHING_KEY", text));
    if (session != null && probe != null && session.sameAs(probe)) {
      throw new IllegalArgumentException(PROBE + " and " + SESSION + " must not be the same");
    }
  }

  /** Looks at the keys before anybody needs them. */
  void start(@Observes Startup event) {
    missing().forEach(name -> LOG.errorf("%s is not set: what needs it answers 503", name));
  }

  /** Names of the variables that are not set. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (session == null) {
      missing.add(SESSION);
    }
    if (probe == null) {
      missing.add(PROBE);
    }
    return missing;
  }

  /**
   * Signs what people hold: login links and sessions.
   *
   * @throws Unavailable when there is none
   */
  public TokenKey session() {
    return required(session, "Logins are not configured here");
  }

  /**
   * Signs what probes hold.
   *
   * @throws Unavailable when there is none
   */
  public TokenKey probe() {
    return required(probe, "Logins of probes are not configured here");
  }

  private static TokenKey required(TokenKey key, String otherwise) {
    if (key == null) {
      throw new Unavailable(RETRY_AFTER, otherwise);
    }
    return key;
  }
}
