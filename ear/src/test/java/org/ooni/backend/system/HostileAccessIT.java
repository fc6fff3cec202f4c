// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.access.Access;
import org.ooni.backend.access.AccessRules;
import org.ooni.backend.access.Endpoint;

/** Ways around the door, asked of the deployed system. */
@ExtendWith(DeployedSystem.class)
class HostileAccessIT {

  private static final String READ = "/api/_/test_names";

  /** How {@code /api/_/name} may be written. */
  private static final List<String> SPELLINGS =
      List.of(
          "/api/v1/..;/_/%s",
          "/api/v1/..;x=1/_/%s",
          "/api/v1/../_/%s",
          "/api/v1/%%2e%%2e/_/%s",
          "/api/v1/%%2e%%2e;/_/%s",
          "/api/v1%%2f..%%2f_/%s",
          "//api/_/%s",
          "/api//_/%s",
          "/api/_//%s",
          "/./api/_/%s",
          "/api/./_/%s",
          "/API/_/%s",
          "/Api/_/%s",
          "/api%%2f_/%s",
          "/api%%2f_%%2f%s",
          "/api%%5c_%%5c%s",
          "/api\\_\\%s",
          "/api/%%5f/%s",
          "/api/%%255f/%s",
          "/%%61pi/_/%s",
          "/api/_;x=1/%s",
          "/api;x=1/_/%s",
          "/api/_/%s;x=1",
          "/api/_/%s/",
          "/api/_/%s%%00",
          "/api/_/%s%%20",
          "/api/_/%s%%0a",
          "/api/_/%s.json",
          "http://api.example.org/api/_/%s");

  private final URI base = DeployedSystem.platform().baseUri();
  private final Probe client = new Probe(base);
  private final String user = Tokens.user(DeployedSystem.platform());

  /** Hostile case F08. */
  @Test
  void noSpellingLeadsAnybodyToWhatIsForAdmins() throws Exception {
    long requests = archiveRequests();
    for (Endpoint endpoint : ofExplorer(Access.ADMIN)) {
      String name = endpoint.path().substring("/api/_/".length());
      for (String spelling : SPELLINGS) {
        for (String header : List.of("", "Authorization: Bearer " + user + "\r\n")) {
          String path = spelling.formatted(name);
          int status = status(endpoint.method(), path, header);
          assertTrue(status >= 400 && status < 500, endpoint.method() + " " + path + " " + status);
        }
      }
    }
    assertEquals(requests, archiveRequests());
  }

  /** Hostile case F08. */
  @Test
  void whatIsReadIsTheSameInEverySpellingOrNotThere() throws Exception {
    String plain = answer("GET", READ, "");
    assertTrue(plain.startsWith("200 {"), plain);
    Set<Integer> refusals = Set.of(400, 404, 405);
    for (String spelling : SPELLINGS) {
      String path = spelling.formatted("test_names");
      String answer = answer("GET", path, "");
      assertTrue(
          answer.equals(plain) || refusals.contains(Integer.valueOf(answer.substring(0, 3))),
          path + " " + answer);
    }
  }

  /** Hostile case F08: a proxy may know these headers, this server does not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Original-URL",
        "X-Rewrite-URL",
        "X-Forwarded-Uri",
        "X-Forwarded-Path",
        "X-Forwarded-Prefix",
        "X-Override-URL",
        "Forwarded"
      })
  void aHeaderIsNoPath(String name) throws Exception {
    for (Endpoint endpoint : ofExplorer(Access.ADMIN)) {
      String header = "%s: %s\r\n".formatted(name, endpoint.path());
      assertEquals(answer("GET", "/robots.txt", ""), answer("GET", "/robots.txt", header), header);
      assertEquals(
          status(endpoint.method(), "/nothing-here", ""),
          status(endpoint.method(), "/nothing-here", header),
          header);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
  void aHeaderIsNoMethod(String name) throws Exception {
    assertEquals(405, status("GET", "/api/_/archive/run", name + ": POST\r\n"));
  }

  /** Hostile case F10: no browser sends what opens a door here by itself. */
  @Test
  void aCookieIsNobody() throws Exception {
    byte[] form = "email_address=me%40example.com&role=admin".getBytes(StandardCharsets.US_ASCII);
    String cookie = "token=%1$s; ooni=%1$s; Authorization=%1$s".formatted(user);
    for (Endpoint endpoint : AccessRules.stated().keySet()) {
      Access access = AccessRules.stated().get(endpoint);
      if (access == Access.USER || access == Access.ADMIN) {
        String path = endpoint.path().replaceAll("\\{[^}]*}", "1");
        boolean reads = endpoint.method().equals("GET");
        Probe.Answer answer =
            client.send(
                endpoint.method(),
                path,
                reads ? new byte[0] : form,
                "Cookie",
                cookie,
                "Origin",
                "https://evil.example",
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertEquals(401, answer.status(), endpoint.toString());
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
      }
    }
  }

  /** Hostile case F14. */
  @ParameterizedTest
  @ValueSource(strings = {"token", "access_token", "api_key", "bearer", "authorization"})
  void aTokenInTheAddressIsNobody(String parameter) throws Exception {
    String path = "/api/_/quotas_summary?%s=%s".formatted(parameter, user);
    assertEquals(401, client.get(path).status());
    assertEquals(401, client.get("/api/v1/get_account_role/me@a.org?" + parameter + "=x").status());
  }

  /** Hostile cases F01 and F02, through the whole server. */
  @Test
  void tokensOfOthersAreNobodys() throws Exception {
    String[] parts = user.split("\\.");
    String none = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}");
    String remote = base64("{\"alg\":\"HS256\",\"jku\":\"http://127.0.0.1:1/\",\"kid\":\"../x\"}");
    String admin = base64("{\"aud\":\"user_auth\",\"role\":\"admin\",\"exp\":4102444800}");
    for (String token :
        List.of(
            none + "." + admin + ".",
            none + "." + parts[1] + "." + parts[2],
            remote + "." + admin + "." + parts[2],
            parts[0] + "." + admin + "." + parts[2],
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1],
            user + "x",
            "x".repeat(10_000))) {
      Probe.Answer answer = client.get("/api/_/quotas_summary", "Authorization", "Bearer " + token);
      assertEquals(401, answer.status(), token);
      assertFalse(answer.text().contains(parts[2]), "the answer repeats the token");
    }
  }

  /** Hostile case F03. */
  @Test
  void whoTriesAnAdminsFunctionIsWrittenDown() throws Exception {
    assertEquals(
        401, client.get("/api/_/quotas_summary", "Authorization", "Bearer " + user).status());
    String log = Files.readString(DeployedSystem.platform().serverLog());
    assertTrue(log.contains("admin function refused account=0123456789abcdef0123456789abcdef"));
    assertFalse(log.contains(user), "the log has a token");
  }

  private static List<Endpoint> ofExplorer(Access access) {
    List<Endpoint> endpoints =
        AccessRules.stated().entrySet().stream()
            .filter(rule -> rule.getValue() == access)
            .map(Map.Entry::getKey)
            .filter(endpoint -> endpoint.path().startsWith("/api/_/"))
            .toList();
    assertTrue(endpoints.size() > 2, endpoints.toString());
    return endpoints;
  }

  private int status(String method, String path, String headers) throws Exception {
    return Integer.parseInt(answer(method, path, headers).substring(0, 3));
  }

  /** The path goes out as it is: any other client would tidy it up. */
  private String answer(String method, String path, String headers) throws Exception {
    String body = method.equals("GET") ? "" : "Content-Length: 2\r\n";
    String request =
        "%s %s HTTP/1.1\r\nHost: api.example.org\r\nConnection: close\r\n%s%s\r\n%s"
            .formatted(method, path, headers, body, body.isEmpty() ? "" : "{}");
    try (RawClient raw = new RawClient(base)) {
      raw.send(request);
      return raw.answer();
    }
  }

  private static long archiveRequests() throws SQLException {
    try (Connection connection = DeployedSystem.platform().applicationConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM archive_request")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
