// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's challenge, and the answers to it (RFC 7616, quality of protection {@code auth}). */
final class Digest {

  private static final Pattern PARAMETER =
      Pattern.compile("(\\w+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");

  private final Map<String, String> challenge = new HashMap<>();
  private final Credentials credentials;
  private final String clientNonce = random();
  private int count;

  /**
   * Reads the header {@code WWW-Authenticate}.
   *
   * @throws DeployFailure when the server asks for something else
   */
  Digest(String header, Credentials credentials) {
    if (!header.regionMatches(true, 0, "Digest ", 0, 7)) {
      throw new DeployFailure("the management interface asks for " + header.split(" ")[0]);
    }
    Matcher matcher = PARAMETER.matcher(header);
    while (matcher.find()) {
      String value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
      challenge.put(matcher.group(1), value);
    }
    this.credentials = credentials;
  }

  /** The header {@code Authorization} of the next request. */
  String answer(String method, String path) {
    return answer(method, path, clientNonce);
  }

  String answer(String method, String path, String nonceOfClient) {
    String number = "%08x".formatted(++count);
    String who = credentials.user() + ":" + challenge.get("realm") + ":" + credentials.password();
    String response =
        hash(
            String.join(
                ":",
                hash(who),
                challenge.get("nonce"),
                number,
                nonceOfClient,
                "auth",
                hash(method + ":" + path)));
    StringBuilder answer = new StringBuilder("Digest username=\"" + credentials.user() + "\"");
    for (String name : new String[] {"realm", "nonce", "opaque"}) {
      if (challenge.containsKey(name)) {
        answer.append(", ").append(name).append("=\"").append(challenge.get(name)).append('"');
      }
    }
    return answer
        .append(", uri=\"%s\", algorithm=%s, qop=auth".formatted(path, algorithm()))
        .append(", nc=%s, cnonce=\"%s\"".formatted(number, nonceOfClient))
        .append(", response=\"%s\"".formatted(response))
        .toString();
  }

  private String algorithm() {
    return challenge.getOrDefault("algorithm", "MD5");
  }

  private String hash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance(algorithm()).digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new DeployFailure("the management interface asks for the unknown " + algorithm(), e);
    }
  }

  private static String random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
