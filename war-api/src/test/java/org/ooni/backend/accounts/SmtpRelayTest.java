// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ooni.backend.asked.Reply;

/** What becomes of a login when the mail server does not do its part. */
class SmtpRelayTest {

  @Test
  void aServerThatIsAwayIsToldToTheCaller() throws Exception {
    SmtpRelay relay = MailServer.relay(unusedPort());
    relay.configure();
    Reply answer = new AccountsApi(relay, "").register("me@a.org", AccountsApi.EXPLORER);
    assertEquals(503, answer.status());
    assertEquals("60", answer.header("Retry-After"));
    assertEquals("Unable to send the email", answer.json().path("detail").textValue());
    assertEquals(1, relay.meters.get(SmtpRelay.LETTERS, "failed"));
  }

  @Test
  void aServerThatIsSilentHoldsFewRequestsAndNoneForLong() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      SmtpRelay relay = MailServer.relay(silent.getLocalPort());
      relay.timeout = Duration.ofMillis(300);
      relay.configure();
      // the threads go on waiting, as if the time limit of the socket did not help
      relay.session = SmtpRelayTest.patient(silent.getLocalPort());
      AccountsApi api = new AccountsApi(relay, "");
      api.parts.limits.perClient = "100/hour";
      api.parts.limits.configure();
      assertTimeout(
          Duration.ofSeconds(8),
          () -> {
            for (int i = 0; i < 12; i++) {
              Reply answer = api.register("me" + i + "@a.org", AccountsApi.EXPLORER);
              assertEquals(503, answer.status());
            }
          });
      assertEquals(8, relay.meters.get(SmtpRelay.LETTERS, "late"));
      assertEquals(4, relay.meters.get(SmtpRelay.LETTERS, "busy"));
    }
  }

  @Test
  void anEncryptedConnectionIsInsistedOn() throws Exception {
    try (MailServer plain = MailServer.open()) {
      SmtpRelay relay = MailServer.relay(plain.port());
      relay.startTls = true;
      relay.configure();
      Reply answer = new AccountsApi(relay, "").register("me@a.org", AccountsApi.EXPLORER);
      assertEquals(503, answer.status());
      assertEquals(0, plain.count());
    }
  }

  @Test
  void theRelayIsToldWhoWeAre() throws Exception {
    try (MailServer server = MailServer.withUser("ooni", "a password")) {
      SmtpRelay relay = MailServer.relay(server.port());
      relay.user = Optional.of("ooni");
      relay.password = Optional.of("another password");
      relay.configure();
      assertEquals(
          503, new AccountsApi(relay, "").register("me@a.org", AccountsApi.EXPLORER).status());
      relay.password = Optional.of("a password");
      relay.configure();
      assertEquals(
          200, new AccountsApi(relay, "").register("me@a.org", AccountsApi.EXPLORER).status());
      assertEquals(1, server.count());
    }
  }

  @Test
  void withoutAServerLinksAreForDevelopersOnly() throws Exception {
    SmtpRelay none = MailServer.relay(1);
    none.host = Optional.empty();
    none.configure();
    assertFalse(none.isConfigured());
    AccountsApi api = new AccountsApi(none, "");
    assertEquals(200, api.register("me@a.org", AccountsApi.EXPLORER).status());
    api.parts.mail.baseUrl = URI.create("https://api.example.org");
    Reply answer = api.register("me@a.org", AccountsApi.EXPLORER);
    assertEquals(503, answer.status());
    assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0);
  }

  @Test
  void halfASettingStopsTheStart() {
    SmtpRelay relay = MailServer.relay(25);
    relay.from = Optional.empty();
    assertThrows(IllegalArgumentException.class, relay::configure);
    relay.from = Optional.of("not an address");
    assertThrows(IllegalArgumentException.class, relay::configure);
    relay.from = Optional.of("noreply@ooni.example");
    relay.user = Optional.of("ooni");
    assertThrows(IllegalArgumentException.class, relay::configure);
  }

  @Test
  void whatTheServerSaysAboutTheAddressIsNotRepeated() {
    assertEquals(
        "SendFailedException 550 5.1.1",
        SmtpSession.kindOf(new SendFailedException("550 5.1.1 <me@a.org>: unknown")));
    assertEquals("SendFailedException", SmtpSession.kindOf(new SendFailedException()));
  }

  private static Optional<SmtpSession> patient(int port) {
    return Optional.of(
        SmtpSession.of(
            "127.0.0.1",
            port,
            Optional.empty(),
            Optional.empty(),
            false,
            Duration.ofSeconds(30),
            "noreply@ooni.example"));
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
