// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accountmetadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.specimpl.ResteasyHttpHeaders;
import org.junit.jupiter.api.Test;
import org.ooni.backend.session.Sessions;
import org.ooni.backend.session.TokenKeys;

class AccountMetadataResourceTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Map<String, ?> NOBODY = Map.of("logged_in", false, "role", "");

  private final TokenKeys keys =
      new TokenKeys(Optional.of("0123456789abcdefghijklmnopqrstuvwxyz"), Optional.empty());

  @Test
  void nobodyIsNotLoggedInAndHasNoRole() {
    assertEquals(NOBODY, metadata(""));
    assertEquals(NOBODY, metadata("Bearer invalid"));
    assertEquals(NOBODY, metadata(token("user", NOW.minusSeconds(1))));
  }

  @Test
  void whoIsLoggedInIsToldItsRoleOfNow() {
    Instant later = NOW.plusSeconds(60);
    assertEquals(Map.of("logged_in", true, "role", "user"), metadata(token("user", later)));
    assertEquals(Map.of("logged_in", true, "role", "admin"), metadata(token("admin", later)));
    assertEquals(Map.of("logged_in", true, "role", "user"), metadata(token("former", later)));
  }

  private Object metadata(String authorization) {
    MultivaluedHashMap<String, String> headers = new MultivaluedHashMap<>();
    headers.add("Authorization", authorization);
    AccountMetadataResource resource = new AccountMetadataResource();
    resource.headers = new ResteasyHttpHeaders(headers);
    resource.sessions = new Sessions(keys, Clock.fixed(NOW, ZoneOffset.UTC), "admin@example.com");
    Response response = resource.metadata();
    assertEquals(
        "200 no-cache, no-store",
        response.getStatus() + " " + response.getHeaderString("Cache-Control"));
    return response.getEntity();
  }

  private String token(String name, Instant expiry) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("aud", "user_auth");
    claims.put("exp", expiry.getEpochSecond());
    claims.put("login_time", NOW.getEpochSecond() - 60);
    claims.put("role", name.equals("user") ? "user" : "admin");
    claims.put("account_id", "0123456789abcdef0123456789abcdef");
    claims.put("email_address", name + "@example.com");
    return "Bearer " + keys.session().sign(claims);
  }
}
