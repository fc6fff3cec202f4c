// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ooni.backend.problem.BadRequest;

/**
 * An address that a login link may be sent to: one mailbox at a domain with a dot, in ASCII and
 * lower case, 5 to 255 characters. Never stored or logged.
 *
 * @param text of that form
 */
record EmailAddress(String text) {

  private static final int SHORTEST = 5;
  private static final int LONGEST = 255;
  private static final int LONGEST_MAILBOX = 64;

  /** Without '%' and '!', by which old mail servers send to a third one. */
  private static final String WORD = "[a-z0-9_+~&'*=#$^{}?-]+";

  private static final Pattern MAILBOX = Pattern.compile(WORD + "(?:\\." + WORD + ")*");
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern DOMAIN =
      Pattern.compile("(?:" + LABEL + "\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

  /** The address that this says; nothing when it says none. */
  static Optional<EmailAddress> parse(String said) {
    String text = said.strip().toLowerCase(Locale.ROOT);
    int at = text.indexOf('@');
    boolean good =
        text.length() >= SHORTEST
            && text.length() <= LONGEST
            && at > 0
            && at <= LONGEST_MAILBOX
            && MAILBOX.matcher(text.substring(0, at)).matches()
            && DOMAIN.matcher(text.substring(at + 1)).matches();
    return good ? Optional.of(new EmailAddress(text)) : Optional.empty();
  }

  /**
   * Likewise, where admins name somebody.
   *
   * @throws BadRequest when it says none
   */
  static EmailAddress require(String said) {
    return parse(said).orElseThrow(() -> new BadRequest("Invalid email address"));
  }

  /** Where a letter to it arrives: what stands behind a plus sign does not count. */
  String mailbox() {
    int at = text.indexOf('@');
    int plus = text.indexOf('+');
    return plus > 0 && plus < at ? text.substring(0, plus) + text.substring(at) : text;
  }

  @Override
  public String toString() {
    return "EmailAddress[]";
  }
}
