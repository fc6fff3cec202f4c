// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.ooni.backend.session.TokenReading.Genuine;
import org.ooni.backend.session.TokenReading.NotAToken;
import org.ooni.backend.session.TokenReading.Reason;
import org.ooni.backend.session.TokenReading.Refused;

/** A key that signs and verifies tokens: JWT with HS256 and nothing else. */
public final class TokenKey {

  private static final int LEAST_BYTES = 32;
  private static final int LONGEST_TOKEN = 8192;

  /** How far the clocks of two nodes may be apart. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  /** Written out, because probes know tokens by the length that this header gives them. */
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] key;

  private TokenKey(byte[] key) {
    this.key = key;
  }

  /**
   * A key out of the environment.
   *
   * @param name of its variable, for the message
   * @throws IllegalArgumentException when the key is too short for the algorithm
   */
  public static TokenKey of(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < LEAST_BYTES) {
      throw new IllegalArgumentException(name + " is too short: give it at least 32 random bytes");
    }
    return new TokenKey(bytes);
  }

  /** A token with these claims, in their order. */
  public String sign(Map<String, Object> claims) {
    try {
      JWSHeader header = JWSHeader.parse(Base64URL.encode(HEADER));
      JWSObject token = new JWSObject(header, new Payload(JSON.writeValueAsString(claims)));
      token.sign(new MACSigner(key));
      return token.serialize();
    } catch (ParseException | JsonProcessingException | JOSEException e) {
      throw new IllegalStateException("a token cannot be made", e);
    }
  }

  /**
   * Reads a token.
   *
   * @param audience the only one it may be for
   * @param now for {@code exp}, {@code nbf} and {@code iat}, each when the token has it
   */
  public TokenReading read(String token, String audience, Instant now) {
    if (token.length() > LONGEST_TOKEN) {
      return new Refused(Reason.TOO_LONG);
    }
    if (!looksLikeToken(token)) {
      return new NotAToken();
    }
    JWTClaimsSet claims;
    try {
      JWSObject parsed = JWSObject.parse(token);
      if (!JWSAlgorithm.HS256.equals(parsed.getHeader().getAlgorithm())
          || !parsed.verify(new MACVerifier(key))) {
        return new Refused(Reason.SIGNATURE);
      }
      claims = JWTClaimsSet.parse(JSONObjectUtils.parse(parsed.getPayload().toString()));
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return new Refused(Reason.SIGNATURE);
    }
    if (!claims.getAudience().equals(List.of(audience))) {
      return new Refused(Reason.AUDIENCE);
    }
    return inItsTime(claims, now);
  }

  private static TokenReading inItsTime(JWTClaimsSet claims, Instant now) {
    Date expiry = claims.getExpirationTime();
    if (expiry != null && !now.isBefore(expiry.toInstant())) {
      return new Refused(Reason.EXPIRED);
    }
    if (isFuture(claims.getNotBeforeTime(), now) || isFuture(claims.getIssueTime(), now)) {
      return new Refused(Reason.NOT_YET);
    }
    return new Genuine(claims.getClaims());
  }

  private static boolean isFuture(Date date, Instant now) {
    return date != null && date.toInstant().isAfter(now.plus(SKEW));
  }

  private static boolean looksLikeToken(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      return false;
    }
    try {
      JSONObjectUtils.parse(new Base64URL(parts[0]).decodeToString());
      return true;
    } catch (ParseException e) {
      return false;
    }
  }
}
