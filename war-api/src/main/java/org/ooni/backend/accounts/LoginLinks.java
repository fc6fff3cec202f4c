// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Instant;
import org.ooni.backend.problem.TooManyRequests;
import org.ooni.backend.problem.Unavailable;
import org.ooni.backend.problem.Unprocessable;

/**
 * Sends login links. Every address gets the same answer, whether or not anybody ever logged in with
 * it.
 */
@ApplicationScoped
class LoginLinks {

  @Inject ReturnHosts returnHosts;
  @Inject LoginLimits limits;
  @Inject LoginTokens tokens;
  @Inject LoginMail mail;

  /** What was sent. */
  record Sent(EmailAddress email, Instant expiry) {}

  /**
   * Sends one.
   *
   * @param asked an object with {@code email_address} and {@code redirect_to}
   * @throws Unprocessable when one of them is not good
   * @throws TooManyRequests when there were too many already
   * @throws Unavailable when no mail can be sent now
   */
  Sent send(JsonNode asked, InetAddress client) {
    EmailAddress email =
        EmailAddress.parse(asked.path("email_address").asText(""))
            .orElseThrow(() -> invalid("email_address", "Invalid email address"));
    ReturnUrl returnUrl =
        returnHosts
            .parse(asked.path("redirect_to").asText(""))
            .orElseThrow(() -> invalid("redirect_to", "Invalid URL"));
    limits.takeLink(email, client);
    LoginTokens.Issued link = tokens.issue(email, returnUrl);
    mail.send(email, returnUrl.loginLink(link.token()));
    return new Sent(email, link.expiry());
  }

  private static Unprocessable invalid(String member, String text) {
    return new Unprocessable("body", member, text);
  }
}
