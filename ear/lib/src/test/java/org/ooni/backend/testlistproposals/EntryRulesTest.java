// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.problem.ChangeRefused;

class EntryRulesTest {

  private static final String DAY = "2026-02-28";
  private static final String CATEGORIES =
      "NEWS POLR HUMR LGBT ANON COMT GRP MMED SRCH PUBH REL XED HOST ENV FILE CULTR IGO GOVT "
          + "DATE HATE MILX PROV PORN GMB ALDR GAME MISC HACK ECON COMM CTRL";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://x.org/",
        "http://x.org:8080/a?b=c#d",
        "HTTPS://www.X-y.co.uk/",
        "https://192.0.2.1/",
        "https://xn--80ak6aa92e.xn--p1ai/ü"
      })
  void aUrlWithAHostAndAPathIsTaken(String url) {
    assertDoesNotThrow(() -> EntryRules.check(entry(url, "NEWS", DAY)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://x.org",
        "https://x.org?a=b",
        "ftp://x.org/",
        "//x.org/",
        "https://x/",
        "https://-x.org/",
        "https://user@x.org/",
        "https://[2001:db8::1]/",
        " https://x.org/",
        "https://x.org/ ",
        "https://x.org/a b",
        "https://x.org/a\tb",
        "https://x.org/a\nb",
        "https://x.org/\n",
        "https://x.org/a\\b",
        "https://x.org/a\u00a0b"
      })
  void anyOtherUrlIsRefused(String url) {
    assertEquals("err_bad_url", refusal(entry(url, "NEWS", DAY)));
  }

  @Test
  void aHostileUrlIsRefusedAtOnce() {
    for (String part : new String[] {"a-", "a.", "1.", "a", "."}) {
      String url = "https://" + part.repeat(1000);
      assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> assertEquals("err_bad_url", refusal(entry(url, "NEWS", DAY))));
    }
  }

  @Test
  void theCategoriesAreThirtyOne() {
    String[] codes = CATEGORIES.split(" ");
    assertEquals(31, codes.length);
    for (String code : codes) {
      assertDoesNotThrow(() -> EntryRules.check(entry("https://x.org/", code, DAY)));
    }
    for (String code : new String[] {"", "news", "CUSTOM", "NEWS "}) {
      assertEquals("err_bad_category_code", refusal(entry("https://x.org/", code, DAY)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-02-29", "2026-2-28", "28-02-2026", "2026-02-28T00:00:00Z"})
  void aDateIsADay(String date) {
    assertEquals("err_bad_date", refusal(entry("https://x.org/", "NEWS", date)));
  }

  private static ListedUrl entry(String url, String category, String date) {
    return new ListedUrl(url, category, date, "", "");
  }

  private static String refusal(ListedUrl entry) {
    return assertThrows(ChangeRefused.class, () -> EntryRules.check(entry)).code();
  }
}
