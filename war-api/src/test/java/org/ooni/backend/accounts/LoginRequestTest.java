// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses and places to return to are taken (hostile case F07). */
class LoginRequestTest {

  private final ReturnHosts hosts = new ReturnHosts();

  LoginRequestTest() {
    hosts.configured = "explorer.ooni.org, run.ooni.org";
    hosts.configure();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nick@localhost",
        "@a.org",
        "nick",
        "nick@",
        "nick@a..org",
        "nick@-a.org",
        "nick@a.org.",
        "nick@192.0.2.1",
        "nick@[192.0.2.1]",
        "nick@a.o",
        "a@b@c.org",
        ".nick@a.org",
        "ni..ck@a.org",
        "nick @a.org",
        "nick@a.org, other@b.org",
        "Nick <nick@a.org>",
        "nick%other.org@a.org",
        "other.org!nick@a.org",
        "nick@a.org\r\nBcc: other@b.org",
        "nick@a.org\nBcc: other@b.org",
        "nick\u0000@a.org",
        "n\u00efck@a.org",
        "nick@a.org\u2028x"
      })
  void onlyOnePlainAddressIsTaken(String email) {
    assertEquals(Optional.empty(), EmailAddress.parse(email));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nick@localhost.local", "o'neil+x@sub.a-b.org", " Nick.B_c@A.ORG "})
  void ordinaryAddressesAreTaken(String email) {
    EmailAddress address = EmailAddress.parse(email).orElseThrow();
    assertEquals(email.strip().toLowerCase(Locale.ROOT), address.text());
    assertFalse(address.toString().contains("@"));
  }

  @Test
  void aLongAddressIsNone() {
    String domain = "@" + "a".repeat(60) + ".org";
    assertTrue(EmailAddress.parse("n".repeat(64) + domain).isPresent());
    assertFalse(EmailAddress.parse("n".repeat(65) + domain).isPresent());
    assertTrue(EmailAddress.parse("n@" + "a.".repeat(125) + "org").isPresent());
    assertFalse(EmailAddress.parse("n@" + "a.".repeat(126) + "org").isPresent());
    assertFalse(EmailAddress.parse("n@" + "a".repeat(64) + ".org").isPresent());
  }

  @Test
  void whatStandsBehindAPlusIsTheSameMailbox() {
    assertEquals("me@a.org", EmailAddress.parse("me+x@a.org").orElseThrow().mailbox());
    assertEquals("me@a.org", EmailAddress.parse("me@a.org").orElseThrow().mailbox());
    assertEquals("+x@a.org", EmailAddress.parse("+x@a.org").orElseThrow().mailbox());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://evil.example/",
        "https://BOGUS.ooni.org",
        "https://explorer.ooni.org.evil/",
        "https://evil-explorer.ooni.org/",
        "//evil.example/",
        "//explorer.ooni.org/",
        "/login",
        "http://explorer.ooni.org/",
        "https://explorer.ooni.org:443/",
        "https://explorer.ooni.org:/",
        "https://explorer.ooni.org@evil.example/",
        "https://evil@explorer.ooni.org/",
        "https://explorer.ooni.org\\\\@evil.example/",
        "https://explorer.ooni.org%2eevil.example/",
        "https://explorer.ooni.org\r\n.evil.example/",
        "https://explorer.ooni.org/\r\nX: y",
        "https:explorer.ooni.org/",
        "https:///explorer.ooni.org/",
        "javascript:alert(1)//explorer.ooni.org",
        "data:text/html,explorer.ooni.org",
        "https://explorer.ooni.org /",
        "https://\u0435xplorer.ooni.org/"
      })
  void onlyKnownHostsAreReturnedTo(String redirectTo) {
    assertEquals(Optional.empty(), hosts.parse(redirectTo));
  }

  @Test
  void theLoginPageIsOnTheHostThatIsReturnedTo() {
    ReturnUrl url = hosts.parse(" https://run.ooni.org/a?b=c&d=%C3%A9#e ").orElseThrow();
    assertEquals("https://run.ooni.org/a?b=c&d=%C3%A9#e", url.text());
    assertEquals("https://run.ooni.org/login?token=x.y.z", url.loginLink("x.y.z"));
    assertTrue(hosts.parse("https://explorer.ooni.org").isPresent());
    assertFalse(hosts.parse("https://run.ooni.org/" + "x".repeat(2048)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "explorer.ooni.org,,run.ooni.org",
        "https://explorer.ooni.org",
        "a.org:443",
        "A.org",
        "localhost"
      })
  void aListThatIsNotOneOfHostsStopsTheStart(String list) {
    hosts.configured = list;
    assertThrows(IllegalArgumentException.class, hosts::configure);
  }
}
