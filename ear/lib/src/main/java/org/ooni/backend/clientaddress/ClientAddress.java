// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.clientaddress;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells from which address a request came (probe services 1.11): the socket's peer, unless that is
 * one of the trusted proxies. Then the right end of {@code X-Forwarded-For} counts, past further
 * trusted proxies, and without it {@code X-Real-IP}. What an untrusted peer says is not looked at.
 */
@ApplicationScoped
public class ClientAddress {

  private static final String SETTING = "TRUSTED_PROXIES";

  /** More than any chain of real proxies has. */
  private static final int MOST_HOPS = 16;

  private static final int LONGEST_HEADER = 4096;

  @Inject
  @ConfigProperty(name = SETTING)
  Optional<String> configured;

  @Inject AddressHash hash;

  private List<AddressRange> trusted = List.of();

  /** For the container. */
  protected ClientAddress() {}

  /** With the proxies and the hash of the caller's. */
  public ClientAddress(List<AddressRange> trusted, AddressHash hash) {
    this.trusted = List.copyOf(trusted);
    this.hash = hash;
  }

  @PostConstruct
  void configure() {
    trusted = AddressRange.parseList(SETTING, configured.orElse(""));
  }

  /** A list that cannot be read stops the start. */
  void start(@Observes Startup event) {}

  /** The address of the client; used while the request lasts, never stored or logged. */
  public InetAddress of(HttpServletRequest request) {
    InetAddress peer = peer(request);
    if (!isTrusted(peer)) {
      return peer;
    }
    String forwarded = String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")));
    if (forwarded.isBlank()) {
      return Optional.ofNullable(request.getHeader("X-Real-IP"))
          .flatMap(AddressText::parseHop)
          .orElse(peer);
    }
    return forwarded.length() > LONGEST_HEADER ? peer : walk(peer, forwarded.split(",", -1));
  }

  /** Sixteen hexadecimal digits that stand for the address in limiters; see {@link AddressHash}. */
  public String key(InetAddress address) {
    return hash.of(address);
  }

  private InetAddress walk(InetAddress peer, String[] hops) {
    InetAddress nearest = peer;
    int end = Math.max(0, hops.length - MOST_HOPS);
    for (int i = hops.length - 1; i >= end && isTrusted(nearest); i--) {
      Optional<InetAddress> hop = AddressText.parseHop(hops[i]);
      if (hop.isEmpty()) {
        // what is left of an unreadable hop was written by nobody we trust
        return nearest;
      }
      nearest = hop.get();
    }
    return nearest;
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  private static InetAddress peer(HttpServletRequest request) {
    String text = request.getRemoteAddr().split("%", 2)[0];
    return AddressText.parseHop(text)
        .orElseThrow(() -> new IllegalStateException("the peer of a socket has no address"));
  }
}
