// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.json.MalformedJson;

final class ReadingRulesTest {

  @ParameterizedTest
  @CsvSource({
    "http://User:Pass@Example.COM:8080/x?y#z, User:Pass@Example.COM:8080",
    "example.com, ''",
    "dot://dns.google:853, dns.google:853",
    "//a.example/b, a.example",
    "'  http://a.example', a.example",
    "http:\\\\a, ''",
    "http://[2001:db8::1]:80/, [2001:db8::1]:80",
    "http://[::ffff:192.0.2.1]/, [::ffff:192.0.2.1]",
    "1http://a, ''",
    "http://a.example\\b/c, a.example\\b"
  })
  void serverNamesAreTakenAsTheyAre(String input, String domain) {
    assertEquals(domain, NetworkLocation.of(input));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://[::1",
        "http://::1]",
        "http://[1.2.3.4]/",
        "http://a[::1]/",
        "http://[::1]a/",
        "http://a\u2100b/",
        "http://[1:2:3:4:5:6:7:8:9]/",
        "http://[:::]/"
      })
  void misleadingServerNamesAreRefused(String input) {
    assertThrows(MalformedJson.class, () -> NetworkLocation.of(input));
  }

  @Test
  void versionsAreOrderedAsPackagesAre() {
    List<String> order =
        List.of(
            "0.2.dev1", "0.2a1", "0.2-beta", "0.2rc1", "0.2", "0.2.0.post1", " v0.2.1 ", "1!0.1");
    for (int i = 1; i < order.size(); i++) {
      assertTrue(new PackageVersion(order.get(i - 1)).isBefore(order.get(i)), order.get(i));
    }
    assertEquals(new PackageVersion("0.2.4.0"), new PackageVersion("0.2.4"));
    assertThrows(MalformedJson.class, () -> new PackageVersion("0.2.4-junk"));
  }

  @Test
  void timesMayLackZerosAndNothingElse() {
    Optional<Instant> time = Optional.of(Instant.parse("2026-03-01T04:05:06Z"));
    assertEquals(time, ReferenceTime.parse("2026-03-01 04:05:06"));
    assertEquals(time, ReferenceTime.parse("2026-3-1   4:5:6"));
    for (String text :
        List.of(
            " 2026-03-01 04:05:06",
            "2026-03-01 04:05:06.1",
            "2026-02-30 04:05:06",
            "2026-03-01 04:05:60",
            "2026-03-01T04:05:06",
            "0000-03-01 04:05:06",
            "")) {
      assertEquals(Optional.empty(), ReferenceTime.parse(text), text);
    }
  }

  @Test
  void wholeNumbersAreReadLeniently() {
    assertEquals(Optional.of(BigInteger.valueOf(1234)), LenientInteger.parse(" +1_234\n"));
    assertEquals(Optional.of(BigInteger.valueOf(-12)), LenientInteger.parse("-\u0661\u0662"));
    for (String text : List.of("", "-", "1__2", "_1", "1_", "1 2", "0x1", "1.0")) {
      assertEquals(Optional.empty(), LenientInteger.parse(text), text);
    }
  }
}
