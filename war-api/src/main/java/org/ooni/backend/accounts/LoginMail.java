// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.Unavailable;

/**
 * Sends the login link to its owner. Without a mail server the link is written to the log, for
 * developers; a backend that is reached by https is none of theirs and answers 503 instead.
 */
@ApplicationScoped
class LoginMail {

  private static final Logger LOG = Logger.getLogger(LoginMail.class);
  private static final Duration RETRY_AFTER = Duration.ofMinutes(5);
  private static final String SUBJECT = "OONI Account activation email";
  private static final String TEXT =
      """
      Welcome to OONI.

      Please login by following %s

      The link can be used once and expires in %d hours. If you did not ask for it, ignore this mail.
      """;
  private static final String HTML =
      """
      <html>
      <head></head>
      <body>
      <p>Welcome to OONI</p>
      <p><a href="%s">Please login here</a></p>
      <p>The link can be used once and expires in %d hours. If you did not ask for it, ignore this mail.</p>
      </body>
      </html>
      """;

  @Inject SmtpRelay relay;

  @Inject
  @ConfigProperty(name = "BASE_URL")
  URI baseUrl;

  @Inject
  @ConfigProperty(name = LoginTokens.EXPIRY)
  Duration life;

  /** Says at the start what will become of links. */
  void start(@Observes Startup event) {
    if (relay.isConfigured()) {
      return;
    }
    LOG.warn(
        isDevelopment()
            ? "SMTP_HOST is not set: login links are written to this log. Never run it like this"
                + " for others, for who reads the log can log in as anybody"
            : "SMTP_HOST is not set: nobody can log in");
  }

  /**
   * Sends it.
   *
   * @throws Unavailable when it cannot be sent now
   */
  void send(EmailAddress to, String link) {
    if (relay.isConfigured()) {
      long hours = Math.max(1, life.toHours());
      relay.send(new Letter(to, SUBJECT, TEXT.formatted(link, hours), HTML.formatted(link, hours)));
      return;
    }
    if (!isDevelopment()) {
      throw new Unavailable(RETRY_AFTER, "Logins are not configured here");
    }
    LOG.warnf("for development only, no mail is sent: login link %s", link);
  }

  private boolean isDevelopment() {
    return !"https".equalsIgnoreCase(baseUrl.getScheme());
  }
}
