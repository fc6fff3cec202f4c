// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.metrics;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsReadersTest {

  private final MetricsReaders readers = new MetricsReaders();

  @Test
  void withoutAPasswordEverybodyReads() {
    readers.password = Optional.empty();
    assertTrue(readers.admit(null));
    assertTrue(readers.admit("Bearer x"));
  }

  @Test
  void withAPasswordWhoHasItReads() {
    readers.password = Optional.of("p\u00e4ss:word");
    assertTrue(readers.admit("Basic " + encoded("prom:p\u00e4ss:word")));
    assertTrue(readers.admit("basic " + encoded("prom:p\u00e4ss:word")));
  }

  @Test
  void withAPasswordNobodyElseReads() {
    readers.password = Optional.of("password");
    String[] others = {
      null,
      "",
      "Basic",
      "Basic ",
      "Basic ***",
      "Bearer password",
      encoded("prom:password"),
      "Basic " + encoded("prom:"),
      "Basic " + encoded("prom:passwor"),
      "Basic " + encoded("prom:password2"),
      "Basic " + encoded("admin:password"),
      "Basic " + encoded("PROM:password")
    };
    for (String other : others) {
      assertFalse(readers.admit(other), other);
    }
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
