// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.privatecheckin;

import java.util.List;

/** The nettests of this form of check-in, and what those without a test list are run on. */
final class Nettests {

  static final List<String> NAMES =
      List.of(
          "bridge_reachability",
          "dash",
          "dns_consistency",
          "dnscheck",
          "dnsping",
          "echcheck",
          "facebook_messenger",
          "http_header_field_manipulation",
          "http_host",
          "http_invalid_request_line",
          "http_requests",
          "meek_fronted_requests_test",
          "multi_protocol_traceroute",
          "ndt",
          "portfiltering",
          "psiphon",
          "quicping",
          "riseupvpn",
          "signal",
          "simplequicping",
          "sniblocking",
          "stunreachability",
          "tcp_connect",
          "tcpping",
          "telegram",
          "tlsmiddlebox",
          "tlsping",
          "tor",
          "torsf",
          "urlgetter",
          "vanilla_tor",
          "web_connectivity",
          "whatsapp");

  private static final List<String> RESOLVERS =
      List.of(
          "https://dns.google/dns-query",
          "https://8.8.8.8/dns-query",
          "dot://8.8.8.8:853/",
          "dot://8.8.4.4:853/",
          "https://8.8.4.4/dns-query",
          "https://cloudflare-dns.com/dns-query",
          "https://1.1.1.1/dns-query",
          "https://1.0.0.1/dns-query",
          "dot://1.1.1.1:853/",
          "dot://1.0.0.1:853/",
          "https://dns.quad9.net/dns-query",
          "https://9.9.9.9/dns-query",
          "dot://9.9.9.9:853/",
          "dot://dns.quad9.net/",
          "https://family.cloudflare-dns.com/dns-query",
          "dot://family.cloudflare-dns.com/dns-query",
          "https://dns11.quad9.net/dns-query",
          "dot://dns11.quad9.net/dns-query",
          "https://dns9.quad9.net/dns-query",
          "dot://dns9.quad9.net/dns-query",
          "https://dns12.quad9.net/dns-query",
          "dot://dns12.quad9.net/dns-query",
          "https://1dot1dot1dot1.cloudflare-dns.com/dns-query",
          "dot://1dot1dot1dot1.cloudflare-dns.com/dns-query",
          "https://dns.adguard.com/dns-query",
          "dot://dns.adguard.com/dns-query",
          "https://dns-family.adguard.com/dns-query",
          "dot://dns-family.adguard.com/dns-query",
          "https://dns.cloudflare.com/dns-query",
          "https://adblock.doh.mullvad.net/dns-query",
          "dot://adblock.doh.mullvad.net/dns-query",
          "https://dns.alidns.com/dns-query",
          "dot://dns.alidns.com/dns-query",
          "https://doh.opendns.com/dns-query",
          "https://dns.nextdns.io/dns-query",
          "dot://dns.nextdns.io/dns-query",
          "https://dns10.quad9.net/dns-query",
          "dot://dns10.quad9.net/dns-query",
          "https://security.cloudflare-dns.com/dns-query",
          "dot://security.cloudflare-dns.com/dns-query",
          "https://dns.switch.ch/dns-query",
          "dot://dns.switch.ch/dns-query");

  private static final List<String> STUN_SERVERS =
      List.of(
          "stun://stun.voip.blackberry.com:3478",
          "stun://stun.antisip.com:3478",
          "stun://stun.bluesip.net:3478",
          "stun://stun.dus.net:3478",
          "stun://stun.epygi.com:3478",
          "stun://stun.sonetel.com:3478",
          "stun://stun.sonetel.net:3478",
          "stun://stun.uls.co.za:3478",
          "stun://stun.voipgate.com:3478",
          "stun://stun.voys.nl:3478");

  private Nettests() {}

  /** Inputs of a nettest; most need none. */
  static List<String> inputs(String name) {
    return switch (name) {
      case "dnscheck" -> RESOLVERS;
      case "stunreachability" -> STUN_SERVERS;
      default -> List.of();
    };
  }
}
