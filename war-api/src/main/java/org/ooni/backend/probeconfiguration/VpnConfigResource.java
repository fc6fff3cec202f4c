// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfiguration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.ooni.backend.problem.NotFound;
import org.ooni.backend.problem.Unavailable;

/** What a probe needs to measure a VPN service (probe services 3.11). */
@Path("/api/v2/ooniprobe/vpn-config/{provider}")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class VpnConfigResource {

  private static final String KNOWN = "riseupvpn";
  private static final int MOST_ENDPOINTS = 4;
  private static final Duration RETRY_AFTER = Duration.ofMinutes(10);
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  @Inject VpnProviders providers;

  /** Answer for one service. */
  public record Answer(
      String provider,
      String protocol,
      Map<String, String> config,
      String date_updated,
      List<String> endpoints) {}

  /** Credentials and four endpoints; 503 while the service has not been asked yet. */
  @GET
  public Response provider(@PathParam("provider") String name) {
    if (!name.equals(KNOWN)) {
      throw new NotFound("provider not found");
    }
    VpnProvider provider =
        providers
            .find(name, MOST_ENDPOINTS)
            .orElseThrow(() -> new Unavailable(RETRY_AFTER, "Not configured here"));
    return Response.ok(answer(name, provider))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }

  private static Answer answer(String name, VpnProvider provider) {
    return new Answer(
        name,
        "openvpn",
        Map.of("ca", provider.ca(), "cert", provider.cert(), "key", provider.key()),
        MICROSECONDS.format(provider.updated()),
        provider.endpoints().stream().map(endpoint -> endpoint.uri(name)).toList());
  }
}
