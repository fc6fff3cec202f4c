// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.Map;
import java.util.Set;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonText;

/** Which scorer is for which nettest. A nettest is added by its line here. */
final class Scorers {

  private static final Scorer UNSUPPORTED = new UnsupportedScorer();

  private static final Map<String, Scorer> BY_NETTEST =
      Map.ofEntries(
          Map.entry("browser_web", new BrowserWebScorer()),
          Map.entry("dash", new DashScorer()),
          Map.entry("dns_consistency", new DnsConsistencyScorer()),
          Map.entry("facebook_messenger", new FacebookMessengerScorer()),
          Map.entry("http_header_field_manipulation", new HttpHeaderFieldManipulationScorer()),
          Map.entry("http_invalid_request_line", new HttpInvalidRequestLineScorer()),
          Map.entry("http_requests", new HttpRequestsScorer()),
          Map.entry("meek_fronted_requests_test", new MeekFrontedRequestsScorer()),
          Map.entry("ndt", new UnscoredScorer()),
          Map.entry("openvpn", new OpenvpnScorer()),
          Map.entry("psiphon", new PsiphonScorer()),
          Map.entry("riseupvpn", new UnscoredScorer()),
          Map.entry("signal", new SignalScorer()),
          Map.entry("stunreachability", new StunReachabilityScorer()),
          Map.entry("tcp_connect", new TcpConnectScorer()),
          Map.entry("telegram", new TelegramScorer()),
          Map.entry("tor", new TorScorer()),
          Map.entry("torsf", new TorsfScorer()),
          Map.entry("vanilla_tor", new VanillaTorScorer()),
          Map.entry("web_connectivity", new WebConnectivityScorer()),
          Map.entry("whatsapp", new WhatsappScorer()));

  private Scorers() {}

  /** The scorer of that nettest; one that says failure when the nettest is not known. */
  static Scorer of(Json testName) {
    return testName instanceof JsonText text
        ? BY_NETTEST.getOrDefault(text.text(), UNSUPPORTED)
        : UNSUPPORTED;
  }

  /** The nettests that have a scorer of their own. */
  static Set<String> nettests() {
    return BY_NETTEST.keySet();
  }
}
