// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ooni.backend.meter.Meters;

/** A real mail server on the loopback interface, and what arrived there. */
final class MailServer implements AutoCloseable {

  private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]+)\">");

  private final GreenMail server;

  private MailServer(GreenMailConfiguration configuration) {
    server =
        new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
            .withConfiguration(configuration);
    server.start();
  }

  static MailServer open() {
    return new MailServer(GreenMailConfiguration.aConfig().withDisabledAuthentication());
  }

  static MailServer withUser(String user, String password) {
    return new MailServer(GreenMailConfiguration.aConfig().withUser(user, password));
  }

  int port() {
    return server.getSmtp().getPort();
  }

  /** A relay to a server on a port of this machine. */
  static SmtpRelay relay(int port) {
    SmtpRelay relay = new SmtpRelay();
    relay.meters = new Meters();
    relay.host = Optional.of("127.0.0.1");
    relay.port = port;
    relay.user = Optional.empty();
    relay.password = Optional.empty();
    relay.startTls = false;
    relay.timeout = Duration.ofSeconds(10);
    relay.from = Optional.of("OONI <noreply@ooni.example>");
    relay.use(Executors.newCachedThreadPool(MailServer::daemon));
    return relay;
  }

  SmtpRelay relay() {
    SmtpRelay relay = relay(port());
    relay.configure();
    return relay;
  }

  int count() {
    return server.getReceivedMessages().length;
  }

  /** What arrived last. */
  MimeMessage last() {
    MimeMessage[] messages = server.getReceivedMessages();
    return messages[messages.length - 1];
  }

  /** A part of what arrived last: 0 is the plain text, 1 the HTML. */
  String part(int number) {
    try {
      MimeMultipart parts = (MimeMultipart) last().getContent();
      return parts.getBodyPart(number).getContent().toString();
    } catch (IOException | MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /** The token in the link that arrived last. */
  String token() {
    Matcher link = LINK.matcher(part(1));
    if (!link.find()) {
      throw new AssertionError("no link in " + part(1));
    }
    return link.group(1).replaceFirst(".*/login\\?token=", "");
  }

  @Override
  public void close() {
    server.stop();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "smtp");
    thread.setDaemon(true);
    return thread;
  }
}
