// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.secrets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A secret, by the name of its variable (hostile cases H03 and H04). */
public enum Secret {
  /** Signs what people hold. */
  SESSION_TOKEN_KEY(Kind.KEY),
  /** Signs what probes hold, which anybody can obtain. */
  PROBE_TOKEN_KEY(Kind.KEY),
  /** Makes account ids out of e-mail addresses. */
  ACCOUNT_ID_HASHING_KEY(Kind.KEY),
  /** Name under which the object store knows this backend. */
  S3_ACCESS_KEY(Kind.GIVEN_NAME),
  /** Its password there. */
  S3_SECRET_KEY(Kind.PASSWORD),
  /**
   * The password of the role in the database. It may be missing here: the server reads it, or knows
   * the database in another way.
   */
  DATABASE_PASSWORD(Kind.PASSWORD);

  private static final List<Secret> KEYS =
      List.of(SESSION_TOKEN_KEY, PROBE_TOKEN_KEY, ACCOUNT_ID_HASHING_KEY);

  /** Part of no secret that somebody has drawn. */
  private static final List<String> PLACEHOLDERS = List.of("changeme", "change-me", "change_me");

  /** Defaults of servers and of examples, in lower case. */
  private static final Set<String> KNOWN =
      Set.of(
          "admin",
          "administrator",
          "default",
          "example",
          "guest",
          "minio",
          "minio123",
          "minioadmin",
          "ooni",
          "ooni_app",
          "password",
          "password123",
          "postgres",
          "postgresql",
          "secret",
          "test",
          "wildfly");

  private enum Kind {
    KEY(32, 8),
    PASSWORD(8, 4),
    GIVEN_NAME(3, 1);

    private final int leastBytes;
    private final int leastDifferent;

    Kind(int leastBytes, int leastDifferent) {
      this.leastBytes = leastBytes;
      this.leastDifferent = leastDifferent;
    }
  }

  private final Kind kind;

  Secret(Kind kind) {
    this.kind = kind;
  }

  /**
   * What is wrong with all of them, nothing when they can be used. No item tells a value.
   *
   * @param values gives the value of a variable, when it has one
   */
  public static List<String> faults(Function<String, Optional<String>> values) {
    List<String> faults = new ArrayList<>();
    for (Secret secret : values()) {
      Optional<String> value = values.apply(secret.name()).filter(text -> !text.isBlank());
      if (value.isPresent()) {
        secret.fault(value.get()).ifPresent(faults::add);
      } else if (secret != DATABASE_PASSWORD) {
        faults.add(secret + " is not set");
      }
    }
    for (Secret one : KEYS) {
      for (Secret other : KEYS.subList(KEYS.indexOf(one) + 1, KEYS.size())) {
        Optional<String> value = values.apply(one.name()).filter(text -> !text.isBlank());
        if (value.isPresent() && value.equals(values.apply(other.name()))) {
          faults.add(one + " and " + other + " must not be the same");
        }
      }
    }
    return faults;
  }

  /** What is wrong with one. */
  Optional<String> fault(String value) {
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    String lower = value.toLowerCase(Locale.ROOT);
    boolean isWeak =
        KNOWN.contains(lower)
            || PLACEHOLDERS.stream().anyMatch(lower::contains)
            || value.chars().distinct().count() < kind.leastDifferent;
    if (!isWeak && length >= kind.leastBytes) {
      return Optional.empty();
    }
    return Optional.of(
        "%s is %s: give it at least %d random bytes"
            .formatted(this, isWeak ? "weak" : "too short", kind.leastBytes));
  }
}
