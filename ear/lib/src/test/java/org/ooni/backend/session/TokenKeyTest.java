// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.session.TokenReading.Genuine;
import org.ooni.backend.session.TokenReading.NotAToken;
import org.ooni.backend.session.TokenReading.Reason;
import org.ooni.backend.session.TokenReading.Refused;

/** Hostile cases F01 and F02. */
class TokenKeyTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final String TEXT = "0123456789 abcdefghijklmnopqrstuvwxyz";
  private static final TokenKey KEY = TokenKey.of("K", TEXT);

  @Test
  void whatWasSignedIsGenuine() {
    TokenReading reading = KEY.read(KEY.sign(claims("a", 60)), "a", NOW);
    assertEquals(5L, assertInstanceOf(Genuine.class, reading).claims().get("x"));
  }

  @Test
  void headerAndClaimsKeepTheirOrder() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iat", NOW.getEpochSecond());
    claims.put("aud", "probe_login");
    String token = KEY.sign(claims);
    assertEquals(132, token.length());
    assertEquals("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", decoded(token, 0));
    assertEquals("{\"iat\":1772600767,\"aud\":\"probe_login\"}", decoded(token, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'alg':'none','typ':'JWT'}",
        "{'alg':'None'}",
        "{'alg':'HS384','typ':'JWT'}",
        "{'alg':'RS256','typ':'JWT'}",
        "{'alg':'HS256','crit':['exp2'],'exp2':1}",
        "{'typ':'JWT'}"
      })
  void onlyOneAlgorithmIsTaken(String header) {
    assertEquals(Reason.SIGNATURE, reason(forged(header, TEXT, "{'aud':'a'}")));
  }

  @Test
  void anUnsignedTokenIsRefused() {
    String token = forged("{'alg':'none'}", TEXT, "{'aud':'a'}");
    assertEquals(Reason.SIGNATURE, reason(token.substring(0, token.lastIndexOf('.') + 1)));
    String signed = KEY.sign(claims("a", 60));
    assertEquals(Reason.SIGNATURE, reason(signed.substring(0, signed.lastIndexOf('.') + 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CHANGEME", "secret", "../../dev/null"})
  void anotherKeyIsRefused(String key) {
    assertEquals(Reason.SIGNATURE, reason(forged("{'alg':'HS256'}", key, "{'aud':'a'}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'alg':'HS256','kid':'../../dev/null'}",
        "{'alg':'HS256','jku':'http://127.0.0.1:1/keys'}",
        "{'alg':'HS256','jwk':{'kty':'oct','k':'AA'}}"
      })
  void theTokenDoesNotSayWhichKeyVerifiesIt(String header) {
    assertEquals(Reason.SIGNATURE, reason(forged(header, "another key", "{'aud':'a'}")));
  }

  @Test
  void aChangedClaimIsRefused() {
    String[] parts = KEY.sign(claims("a", 60)).split("\\.");
    String changed = parts[0] + "." + base64("{\"aud\":\"a\",\"role\":\"admin\"}") + "." + parts[2];
    assertEquals(Reason.SIGNATURE, reason(changed));
  }

  @Test
  void timesAndAudienceAreLookedAt() {
    assertEquals(Reason.EXPIRED, reason(KEY.sign(claims("a", -1))));
    assertEquals(Reason.EXPIRED, reason(KEY.sign(claims("a", 0))));
    assertEquals(Reason.AUDIENCE, reason(KEY.sign(claims("b", 60))));
    assertEquals(Reason.AUDIENCE, reason(KEY.sign(Map.of("exp", 1))));
    assertEquals(Reason.AUDIENCE, reason(KEY.sign(Map.of("aud", List.of("a", "b")))));
    Map<String, Object> early = claims("a", 600);
    early.put("nbf", NOW.getEpochSecond() + 30);
    assertEquals(Reason.NOT_YET, reason(KEY.sign(early)));
    Map<String, Object> late = claims("a", 600);
    late.put("iat", Instant.parse("2099-01-01T00:00:00Z").getEpochSecond());
    assertEquals(Reason.NOT_YET, reason(KEY.sign(late)));
  }

  @Test
  void aMegabyteIsNotParsed() {
    Map<String, Object> claims = claims("a", 60);
    claims.put("long", "x".repeat(1 << 20));
    assertEquals(Reason.TOO_LONG, reason(KEY.sign(claims)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "....", "0123456789abcdef", "e30", "e30.e30"})
  void aNameOfTheOldFormIsNoToken(String text) {
    assertInstanceOf(NotAToken.class, KEY.read(text, "a", NOW));
  }

  @Test
  void aKeyTooShortForTheAlgorithmIsNone() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> TokenKey.of("K", TEXT.substring(6)));
    assertTrue(refused.getMessage().startsWith("K "), refused.getMessage());
  }

  private static Reason reason(String token) {
    return assertInstanceOf(Refused.class, KEY.read(token, "a", NOW)).reason();
  }

  private static Map<String, Object> claims(String audience, long life) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", audience);
    claims.put("exp", NOW.getEpochSecond() + life);
    claims.put("x", 5);
    return claims;
  }

  private static String forged(String header, String key, String claims) {
    String content = base64(header.replace('\'', '"')) + "." + base64(claims.replace('\'', '"'));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
      return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token, int part) {
    byte[] bytes = Base64.getUrlDecoder().decode(token.split("\\.")[part]);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
