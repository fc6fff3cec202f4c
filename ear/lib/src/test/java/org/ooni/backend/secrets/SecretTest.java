// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile cases H03 and H04. */
class SecretTest {

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void setAllOfThem() {
    environment.put("SESSION_TOKEN_KEY", "a key for people, 0123456789 abcdef");
    environment.put("PROBE_TOKEN_KEY", "a key for probes, 0123456789 abcdef");
    environment.put("ACCOUNT_ID_HASHING_KEY", "6f1c9e0a35b7d2488e5d6a0c71f3924b");
    environment.put("S3_ACCESS_KEY", "AKIAIOSFODNN7");
    environment.put("S3_SECRET_KEY", "wJalrXUtnFEMI");
    environment.put("DATABASE_PASSWORD", "tr0ub4dor&3");
  }

  @Test
  void goodOnesHaveNoFault() {
    assertEquals(List.of(), faults());
    environment.remove("DATABASE_PASSWORD");
    assertEquals(List.of(), faults());
  }

  @Test
  void allFaultsAreSaidAtOnceByTheNameOfTheVariable() {
    environment.remove("SESSION_TOKEN_KEY");
    environment.put("PROBE_TOKEN_KEY", "  ");
    environment.put("ACCOUNT_ID_HASHING_KEY", "tiny but unlike others");
    environment.put("S3_SECRET_KEY", "MinioAdmin");
    assertEquals(
        List.of(
            "SESSION_TOKEN_KEY is not set",
            "PROBE_TOKEN_KEY is not set",
            "ACCOUNT_ID_HASHING_KEY is too short: give it at least 32 random bytes",
            "S3_SECRET_KEY is weak: give it at least 8 random bytes"),
        faults());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiny",
        "0123456789012345678901234567890",
        "CHANGEMECHANGEMECHANGEMECHANGEME",
        "please-change-me-0123456789abcdefghij",
        "secretsecretsecretsecretsecretsecret",
        "00000000000000000000000000000000"
      })
  void aGuessableKeyIsRefusedWithoutBeingShown(String key) {
    environment.put("PROBE_TOKEN_KEY", key);
    assertEquals(1, faults().size());
    assertTrue(faults().get(0).startsWith("PROBE_TOKEN_KEY is "));
    assertFalse(faults().get(0).contains(key));
  }

  @ParameterizedTest
  @CsvSource({
    "S3_ACCESS_KEY, minioadmin",
    "S3_ACCESS_KEY, ab",
    "S3_SECRET_KEY, minio123",
    "S3_SECRET_KEY, aaaaaaaaaaaa",
    "DATABASE_PASSWORD, Postgres",
    "DATABASE_PASSWORD, changeme",
  })
  void knownDefaultsOfServersAreRefused(String variable, String value) {
    environment.put(variable, value);
    assertEquals(1, faults().size());
    assertTrue(faults().get(0).startsWith(variable + " is "), faults().get(0));
  }

  @Test
  void eachKeySignsForItself() {
    environment.put("PROBE_TOKEN_KEY", environment.get("SESSION_TOKEN_KEY"));
    environment.put("ACCOUNT_ID_HASHING_KEY", environment.get("SESSION_TOKEN_KEY"));
    assertEquals(
        List.of(
            "SESSION_TOKEN_KEY and PROBE_TOKEN_KEY must not be the same",
            "SESSION_TOKEN_KEY and ACCOUNT_ID_HASHING_KEY must not be the same",
            "PROBE_TOKEN_KEY and ACCOUNT_ID_HASHING_KEY must not be the same"),
        faults());
  }

  private List<String> faults() {
    return Secret.faults(variable -> Optional.ofNullable(environment.get(variable)));
  }
}
