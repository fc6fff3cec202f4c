// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The hosts that somebody may be sent back to, and to which login links lead. */
@ApplicationScoped
class ReturnHosts {

  private static final String SETTING = "LOGIN_RETURN_HOSTS";
  private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)+");
  private static final int LONGEST = 2048;

  @Inject
  @ConfigProperty(name = SETTING)
  String configured;

  private Set<String> hosts = Set.of();

  @PostConstruct
  void configure() {
    hosts =
        Arrays.stream(configured.split(","))
            .map(String::strip)
            .collect(Collectors.toUnmodifiableSet());
    if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
      throw new IllegalArgumentException(SETTING + " is a list of host names, without ports");
    }
  }

  /** A list that cannot be read stops the start. */
  void start(@Observes Startup event) {}

  /**
   * The address that this says. Nothing when it is not https, or its authority is anything but one
   * of the hosts, letter by letter: no port, no user, no other case.
   */
  Optional<ReturnUrl> parse(String said) {
    String text = said.strip();
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      URI url = new URI(text);
      boolean good =
          "https".equals(url.getScheme())
              && url.getRawAuthority() != null
              && hosts.contains(url.getRawAuthority());
      return good ? Optional.of(new ReturnUrl(text, url.getRawAuthority())) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
