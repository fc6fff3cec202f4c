// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.vpn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service offers: certificates and a key as PEM, and where its servers are (probe services
 * 3.11).
 */
record VpnOffer(String ca, String cert, String key, Set<Endpoint> endpoints) {

  /** One server: address with port, and {@code tcp} or {@code udp}. */
  record Endpoint(String address, String transport) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_ENDPOINTS = 2000;
  private static final Pattern CERTIFICATE = block("CERTIFICATE");
  private static final Pattern KEY = block("(?:RSA |EC )?PRIVATE KEY");
  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
  private static final Pattern PORT = Pattern.compile("[1-9]\\d{0,4}");
  private static final Set<String> TRANSPORTS = Set.of("tcp", "udp");

  /**
   * Puts the three documents of a service together.
   *
   * @param ca a certificate
   * @param credentials a key and a certificate in one text
   * @param gateways JSON with the list of servers and what each of them speaks
   * @throws Unusable when one of them is not what it should be
   */
  static VpnOffer of(String ca, String credentials, String gateways) throws Unusable {
    Set<Endpoint> endpoints = endpoints(gateways);
    if (endpoints.isEmpty() || endpoints.size() > MOST_ENDPOINTS) {
      throw new Unusable("the list of servers has " + endpoints.size() + " usable endpoints");
    }
    return new VpnOffer(
        find(CERTIFICATE, ca), find(CERTIFICATE, credentials), find(KEY, credentials), endpoints);
  }

  private static Set<Endpoint> endpoints(String text) throws Unusable {
    Set<Endpoint> endpoints = new LinkedHashSet<>();
    try {
      for (JsonNode gateway : JSON.readTree(text).path("gateways")) {
        String address = gateway.path("ip_address").asText();
        for (JsonNode transport : gateway.path("capabilities").path("transport")) {
          if (transport.path("type").asText().equals("openvpn")
              && ADDRESS.matcher(address).matches()) {
            add(endpoints, address, transport);
          }
        }
      }
    } catch (JsonProcessingException e) {
      throw new Unusable("the list of servers is not JSON");
    }
    return endpoints;
  }

  private static void add(Set<Endpoint> endpoints, String address, JsonNode transport) {
    for (JsonNode port : transport.path("ports")) {
      for (JsonNode protocol : transport.path("protocols")) {
        if (PORT.matcher(port.asText()).matches() && TRANSPORTS.contains(protocol.asText())) {
          endpoints.add(new Endpoint(address + ":" + port.asText(), protocol.asText()));
        }
      }
    }
  }

  private static String find(Pattern kind, String text) throws Unusable {
    Matcher matcher = kind.matcher(text);
    if (!matcher.find()) {
      throw new Unusable("a certificate or key is missing");
    }
    return matcher.group() + "\n";
  }

  private static Pattern block(String kind) {
    return Pattern.compile(
        "-----BEGIN " + kind + "-----[A-Za-z0-9+/=\\s]+-----END " + kind + "-----");
  }
}
