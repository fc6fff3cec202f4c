// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail server that takes everything and keeps it, as long as the tests run. */
final class Mailbox {

  private static final Pattern LINK =
      Pattern.compile("https://[^\"\\s]+/login\\?token=([^\"\\s]+)");

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
          .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());

  private Mailbox() {
    server.start();
  }

  static Mailbox open() {
    return new Mailbox();
  }

  /** What a backend has to know to send mail here. */
  Map<String, String> environment() {
    return Map.of(
        "SMTP_HOST",
        "127.0.0.1",
        "SMTP_PORT",
        Integer.toString(server.getSmtp().getPort()),
        "SMTP_STARTTLS",
        "false",
        "MAIL_FROM",
        "noreply@ooni.example");
  }

  /** The token of the login link that arrived last. */
  String loginToken() {
    MimeMessage[] letters = server.getReceivedMessages();
    Matcher link = LINK.matcher(GreenMailUtil.getWholeMessage(letters[letters.length - 1]));
    if (!link.find()) {
      throw new AssertionError("no login link");
    }
    return link.group(1);
  }
}
