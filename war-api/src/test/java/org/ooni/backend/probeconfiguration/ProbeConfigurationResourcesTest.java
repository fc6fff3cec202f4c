// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfiguration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.specimpl.ResteasyHttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;
import org.ooni.backend.probeconfig.ProbeConfigurations;
import org.ooni.backend.problem.NotFound;
import org.ooni.backend.problem.Unauthorized;
import org.ooni.backend.problem.Unavailable;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.session.TokenKeys;

class ProbeConfigurationResourcesTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
  private static final String PSIPHON = "{\"PropagationChannelId\": \"A\"}";

  @TempDir Path directory;
  private final EventCounters counters = new EventCounters();
  private final TokenKeys keys =
      new TokenKeys(Optional.empty(), Optional.of("a key for probes, 0123456789 abcdef"));

  @Test
  void theFileIsServedAsItIsWhateverTheTokenByDefault() throws IOException {
    Files.writeString(directory.resolve("psiphon.json"), PSIPHON);
    Response answer = psiphon("lenient", "Bearer e30.e30.e30");
    assertEquals(PSIPHON, answer.getEntity());
    assertEquals("no-cache", answer.getHeaderString("Cache-Control"));
    psiphon("lenient", "");
    psiphon("lenient", token("probe_token"));
    assertEquals(
        Map.of("missing", 1L, "ok", 1L, "signature", 1L), counters.byDetail(Event.PROBE_TOKEN));
  }

  @Test
  void strictModeWantsATokenOfAProbe() throws IOException {
    Files.writeString(directory.resolve("psiphon.json"), PSIPHON);
    assertEquals(PSIPHON, psiphon("strict", token("probe_token")).getEntity());
    assertThrows(Unauthorized.class, () -> psiphon("strict", ""));
    assertThrows(Unauthorized.class, () -> psiphon("strict", "Basic x"));
    assertThrows(Unauthorized.class, () -> psiphon("strict", token("probe_login")));
  }

  @Test
  void withoutAFileItIsNotAvailable() {
    assertThrows(Unavailable.class, () -> psiphon("lenient", ""));
  }

  @Test
  void anotherModeStopsTheStart() {
    assertThrows(IllegalArgumentException.class, () -> check("loose").configure());
  }

  @Test
  void aVpnServiceIsAnsweredWithFourOfItsEndpoints() throws SQLException {
    MigratedPostgres postgres = MigratedPostgres.shared();
    postgres.truncateAll();
    VpnConfigResource resource = vpn(postgres);
    assertThrows(Unavailable.class, () -> resource.provider("riseupvpn"));
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          insert into vpn_provider (provider_name, openvpn_ca, openvpn_cert, openvpn_key, date_updated)
          values ('riseupvpn', 'A', 'B', 'C', '2026-03-04 05:06:07.5Z'), ('other', '', '', '', now())
          """);
      statement.executeUpdate(
          """
          insert into vpn_endpoint (provider_name, protocol, address, transport)
          select 'riseupvpn', 'openvpn', '192.0.2.' || n || ':53', 'udp' from generate_series(1, 9) n
          """);
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      VpnConfigResource.Answer answer =
          (VpnConfigResource.Answer) resource.provider("riseupvpn").getEntity();
      assertEquals(4, Set.copyOf(answer.endpoints()).size());
      assertEquals(Map.of("ca", "A", "cert", "B", "key", "C"), answer.config());
      assertEquals("2026-03-04T05:06:07.500000Z", answer.date_updated());
      seen.addAll(answer.endpoints());
    }
    assertEquals(9, seen.size());
    assertTrue(seen.contains("openvpn://riseupvpn.corp/?address=192.0.2.9:53&transport=udp"));
    assertThrows(NotFound.class, () -> resource.provider("other"));
  }

  private static VpnConfigResource vpn(MigratedPostgres postgres) {
    VpnProviders providers = new VpnProviders();
    providers.database = new ReadDatabase(postgres.application(), Duration.ofSeconds(10));
    VpnConfigResource resource = new VpnConfigResource();
    resource.providers = providers;
    return resource;
  }

  private Response psiphon(String mode, String authorization) {
    PsiphonConfigResource resource = new PsiphonConfigResource();
    resource.configurations = new ProbeConfigurations(directory, CLOCK);
    resource.tokenCheck = check(mode);
    resource.headers = headers(authorization);
    return resource.document();
  }

  private ProbeTokenCheck check(String mode) {
    ProbeTokenCheck check = new ProbeTokenCheck();
    check.keys = keys;
    check.counters = counters;
    check.clock = CLOCK;
    check.mode = mode;
    return check;
  }

  private String token(String audience) {
    return "Bearer " + keys.probe().sign(Map.of("aud", audience));
  }

  private static HttpHeaders headers(String authorization) {
    MultivaluedHashMap<String, String> headers = new MultivaluedHashMap<>();
    if (!authorization.isEmpty()) {
      headers.add("Authorization", authorization);
    }
    return new ResteasyHttpHeaders(headers);
  }
}
