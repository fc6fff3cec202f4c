// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How one mail server is spoken to, by Jakarta Mail. */
final class SmtpSession {

  private static final Pattern REPLY = Pattern.compile("\\b[245]\\d\\d(?: [245]\\.\\d+\\.\\d+)?");

  private final Session session;
  private final InternetAddress from;
  private final Optional<String> user;
  private final Optional<String> password;

  private SmtpSession(
      Session session, InternetAddress from, Optional<String> user, Optional<String> password) {
    this.session = session;
    this.from = from;
    this.user = user;
    this.password = password;
  }

  /**
   * With a server.
   *
   * @param startTls whether the connection must be encrypted; it is not asked for otherwise
   * @param timeout of each step
   * @throws IllegalArgumentException when the settings do not fit
   */
  static SmtpSession of(
      String host,
      int port,
      Optional<String> user,
      Optional<String> password,
      boolean startTls,
      Duration timeout,
      String from) {
    if (user.isPresent() != password.isPresent()) {
      throw new IllegalArgumentException("SMTP_USER and SMTP_PASSWORD belong together");
    }
    InternetAddress sender = sender(from);
    String millis = Long.toString(timeout.toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", host);
    properties.setProperty("mail.smtp.port", Integer.toString(port));
    properties.setProperty("mail.smtp.auth", Boolean.toString(user.isPresent()));
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    // the name of a letter is made of it, in place of the name of this machine
    properties.setProperty("mail.from", sender.getAddress());
    return new SmtpSession(Session.getInstance(properties), sender, user, password);
  }

  private static InternetAddress sender(String from) {
    try {
      return new InternetAddress(from, true);
    } catch (AddressException e) {
      throw new IllegalArgumentException("MAIL_FROM is no e-mail address", e);
    }
  }

  /** Hands a letter over; returns when the server has taken it. */
  void send(Letter letter) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(from);
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to().text(), true));
    message.setSubject(letter.subject(), "UTF-8");
    message.setSentDate(new Date());
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setContent(
        new MimeMultipart(
            "alternative", part(letter.text(), "plain"), part(letter.html(), "html")));
    message.saveChanges();
    try (Transport transport = session.getTransport()) {
      transport.connect(user.orElse(null), password.orElse(null));
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  /** What went wrong, without what the server said: that may repeat the address. */
  static String kindOf(Throwable failure) {
    Matcher reply = REPLY.matcher(Optional.ofNullable(failure.getMessage()).orElse(""));
    String kind = failure.getClass().getSimpleName();
    return reply.find() ? kind + " " + reply.group() : kind;
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, "UTF-8", subtype);
    return part;
  }
}
