// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.vpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.schema.MigratedPostgres;

class VpnProviderRefreshTest {

  private static final String CERTIFICATE =
      "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----";
  private static final String KEY =
      "-----BEGIN RSA PRIVATE KEY-----\nREVG\n-----END RSA PRIVATE KEY-----";

  private final Map<String, String> documents = new ConcurrentHashMap<>();
  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private HttpServer service;

  @BeforeEach
  void start() throws IOException, SQLException {
    postgres.truncateAll();
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          String text = documents.get(exchange.getRequestURI().getPath());
          byte[] body = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              text == null ? 500 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
    documents.put("/ca", CERTIFICATE);
    documents.put("/cert", "subject\n" + KEY + "\n" + CERTIFICATE + "\n");
    documents.put("/gateways", gateways("192.0.2.1", "192.0.2.2"));
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @Test
  void endpointsThatVanishedAreTakenAway() throws SQLException {
    refresh(Duration.ZERO);
    assertEquals(
        List.of("192.0.2.1:53 tcp", "192.0.2.1:53 udp", "192.0.2.2:53 tcp", "192.0.2.2:53 udp"),
        endpoints());
    documents.put("/gateways", gateways("192.0.2.2", "192.0.2.3"));
    refresh(Duration.ZERO);
    assertEquals(
        List.of("192.0.2.2:53 tcp", "192.0.2.2:53 udp", "192.0.2.3:53 tcp", "192.0.2.3:53 udp"),
        endpoints());
  }

  @Test
  void whatIsKnownStaysWhenTheServiceFails() throws SQLException {
    refresh(Duration.ZERO);
    List<String> before = endpoints();
    documents.remove("/cert");
    refresh(Duration.ZERO);
    documents.put("/cert", "nothing");
    refresh(Duration.ZERO);
    assertEquals(before, endpoints());
  }

  @Test
  void theServiceIsNotAskedWhileTheAnswerIsFresh() throws SQLException {
    refresh(Duration.ofHours(24));
    documents.put("/gateways", gateways("192.0.2.9"));
    refresh(Duration.ofHours(24));
    assertEquals(4, endpoints().size());
  }

  @Test
  void nothingIsAskedUnlessConfigured() throws SQLException {
    VpnProviderRefresh refresh = refreshing(Duration.ZERO);
    refresh.ca = Optional.empty();
    refresh.refresh();
    assertEquals(List.of(), endpoints());
  }

  @Test
  void anOfferNeedsServersAndCredentials() {
    String list = gateways("192.0.2.1");
    assertThrows(Unusable.class, () -> VpnOffer.of("", KEY + CERTIFICATE, list));
    assertThrows(Unusable.class, () -> VpnOffer.of(CERTIFICATE, KEY, list));
    assertThrows(Unusable.class, () -> VpnOffer.of(CERTIFICATE, KEY + CERTIFICATE, "{}"));
    assertThrows(Unusable.class, () -> VpnOffer.of(CERTIFICATE, KEY + CERTIFICATE, "<html>"));
    assertThrows(
        Unusable.class,
        () -> VpnOffer.of(CERTIFICATE, KEY + CERTIFICATE, gateways("x/?transport=udp#")));
  }

  @Test
  void anAnswerThatIsTooLargeIsRefused() {
    documents.put("/ca", "x".repeat(2 << 20));
    Download download = new Download(Duration.ofSeconds(10));
    assertThrows(Unusable.class, () -> download.text(address("/ca")));
  }

  private void refresh(Duration age) {
    refreshing(age).refresh();
  }

  private VpnProviderRefresh refreshing(Duration age) {
    VpnProviderRefresh refresh = new VpnProviderRefresh();
    refresh.database = postgres.application();
    refresh.clock = Clock.systemUTC();
    refresh.runs = new TimerRuns(new Meters(), refresh.clock);
    refresh.ca = Optional.of(address("/ca"));
    refresh.credentials = Optional.of(address("/cert"));
    refresh.gateways = Optional.of(address("/gateways"));
    refresh.age = age;
    refresh.limit = Duration.ofSeconds(10);
    refresh.prepare();
    return refresh;
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + service.getAddress().getPort() + path);
  }

  private List<String> endpoints() throws SQLException {
    TreeSet<String> found = new TreeSet<>();
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select address, transport from vpn_endpoint")) {
      while (rows.next()) {
        found.add(rows.getString(1) + " " + rows.getString(2));
      }
    }
    return List.copyOf(found);
  }

  private static String gateways(String... addresses) {
    String each =
        """
        {"ip_address": "%s", "capabilities": {"transport": [
          {"type": "openvpn", "ports": ["53"], "protocols": ["tcp", "udp"]},
          {"type": "obfs4", "ports": ["443"], "protocols": ["tcp"]}]}}
        """;
    return "{\"gateways\":["
        + String.join(",", Arrays.stream(addresses).map(each::formatted).toList())
        + "]}";
  }
}
