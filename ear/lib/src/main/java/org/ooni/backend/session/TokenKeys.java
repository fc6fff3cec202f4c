// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The two keys that sign tokens, one for people and one for probes: anybody can obtain a signed
 * token as a probe, so that key must sign nothing else. That they are there, long and different is
 * seen to at the start, with the other secrets.
 */
@ApplicationScoped
public class TokenKeys {

  private static final String SESSION = "SESSION_TOKEN_KEY";
  private static final String PROBE = "PROBE_TOKEN_KEY";

  @Inject
  @ConfigProperty(name = SESSION)
  Optional<String> sessionText;

  @Inject
  @ConfigProperty(name = PROBE)
  Optional<String> probeText;

  private Optional<TokenKey> session = Optional.empty();
  private Optional<TokenKey> probe = Optional.empty();

  /** For the container. */
  protected TokenKeys() {}

  /** With keys of the caller's. */
  public TokenKeys(Optional<String> session, Optional<String> probe) {
    sessionText = session;
    probeText = probe;
    configure();
  }

  @PostConstruct
  void configure() {
    session = sessionText.map(text -> TokenKey.of(SESSION, text));
    probe = probeText.map(text -> TokenKey.of(PROBE, text));
  }

  /** Signs what people hold: login links and sessions. */
  public TokenKey session() {
    return session.orElseThrow(() -> new IllegalStateException(SESSION + " is not set"));
  }

  /** Signs what probes hold. */
  public TokenKey probe() {
    return probe.orElseThrow(() -> new IllegalStateException(PROBE + " is not set"));
  }
}
