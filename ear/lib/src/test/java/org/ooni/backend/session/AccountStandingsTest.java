// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.specimpl.ResteasyHttpHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Unauthorized;
import org.ooni.backend.problem.Unavailable;
import org.ooni.backend.schema.MigratedPostgres;

/** Tokens of people about whom an admin decided something (hostile case F04). */
class AccountStandingsTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final String EMAIL = "me@example.org";
  private static final AccountId OTHER = new AccountId("0123456789abcdef0123456789abcdef");

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final AccountIds ids = new AccountIds(Optional.of("a key for accounts"));
  private final TokenKeys keys =
      new TokenKeys(Optional.of("a key for people, 0123456789 abcdef"), Optional.empty());
  private final Sessions sessions =
      new Sessions(
          keys,
          Clock.fixed(NOW, ZoneOffset.UTC),
          "boss@example.org",
          ids,
          new AccountStandings(new ReadDatabase(postgres.application(), Duration.ofSeconds(10))));

  @BeforeEach
  void empty() throws SQLException {
    postgres.truncateAll();
  }

  @Test
  void anIdIsTheOneTheReferenceGives() {
    AccountIds reference = new AccountIds(Optional.of("CHANGEME"));
    String id = "71e398652ecfb1be6a2359923c7df008";
    assertEquals(new AccountId(id), reference.of("integtest@openobservatory.org"));
    assertEquals(new AccountId(id), reference.of("IntegTest@OpenObservatory.org"));
    assertThrows(IllegalArgumentException.class, () -> new AccountIds(Optional.of("k".repeat(65))));
    AccountIds without = new AccountIds(Optional.empty());
    assertThrows(Unavailable.class, () -> without.of(EMAIL));
    assertEquals(OTHER, without.ofRecord(OTHER, EMAIL));
  }

  @Test
  void anAdminByTheTableIsOneUntilDemoted() throws SQLException {
    HttpHeaders token = token("admin", NOW);
    assertFalse(sessions.require(token).isAdmin());
    execute("insert into accounts (account_id, role) values ('%s', 'admin')");
    assertTrue(sessions.requireAdmin(token).isAdmin());
    execute("update accounts set role = 'user' where account_id = '%s'");
    Unauthorized refused = assertThrows(Unauthorized.class, () -> sessions.requireAdmin(token));
    assertEquals("Role not authorized", refused.getMessage());
  }

  @Test
  void aTokenNeverGivesMoreThanItSays() throws SQLException {
    execute("insert into accounts (account_id, role) values ('%s', 'admin')");
    assertFalse(sessions.require(token("user", NOW)).isAdmin());
    assertEquals(Role.ADMIN, sessions.standing(OTHER, EMAIL).role());
  }

  @Test
  void whoIsNamedInTheConfigurationNeedsNoRow() {
    assertEquals(Role.ADMIN, sessions.standing(OTHER, "Boss@example.org").role());
    assertEquals(Role.USER, sessions.standing(OTHER, "").role());
  }

  @Test
  void tokensOfBeforeTheExpiryOfAllAreNobodys() throws SQLException {
    execute(
        "insert into session_expunge (account_id, threshold) values ('%s', '2026-03-04 05:06:00Z')");
    assertEquals(Optional.empty(), sessions.find(token("user", NOW.minusSeconds(60))));
    assertEquals(Optional.empty(), sessions.find(token("user", NOW.minusSeconds(7))));
    assertTrue(sessions.find(token("user", NOW.minusSeconds(6))).isPresent());
  }

  @Test
  void aTokenWithoutTimesIsAsOldAsItsLogin() throws SQLException {
    Map<String, Object> claims = claims("user", NOW);
    claims.remove("iat");
    assertTrue(sessions.find(bearer(claims)).isPresent());
    execute(
        "insert into session_expunge (account_id, threshold) values ('%s', '2026-03-03 06:00:00Z')");
    assertEquals(Optional.empty(), sessions.find(bearer(claims)));
    claims.put("iat", NOW.getEpochSecond());
    claims.put("login_time", null);
    assertEquals(NOW, sessions.require(bearer(claims)).loginTime());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.formatted(ids.of(EMAIL)));
    }
  }

  private HttpHeaders token(String role, Instant issued) {
    return bearer(claims(role, issued));
  }

  /** Of another backend, which names the account differently. */
  private static Map<String, Object> claims(String role, Instant issued) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("aud", Sessions.AUDIENCE);
    claims.put("iat", issued.getEpochSecond());
    claims.put("exp", NOW.getEpochSecond() + 60);
    claims.put("login_time", NOW.getEpochSecond() - 86400);
    claims.put("account_id", OTHER.text());
    claims.put("role", role);
    claims.put("email_address", EMAIL);
    return claims;
  }

  private HttpHeaders bearer(Map<String, Object> claims) {
    MultivaluedHashMap<String, String> headers = new MultivaluedHashMap<>();
    headers.add(HttpHeaders.AUTHORIZATION, "Bearer " + keys.session().sign(claims));
    return new ResteasyHttpHeaders(headers);
  }
}
