// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feedback;

import java.util.Set;

/** What can be said about a measurement (measurement API, section 7). */
final class FeedbackStatus {

  private static final Set<String> KNOWN =
      Set.of(
          "ok",
          "down",
          "down.unreachable",
          "down.misconfigured",
          "blocked",
          "blocked.blockpage",
          "blocked.blockpage.http",
          "blocked.blockpage.dns",
          "blocked.blockpage.server_side",
          "blocked.blockpage.server_side.captcha",
          "blocked.dns",
          "blocked.dns.inconsistent",
          "blocked.dns.nxdomain",
          "blocked.tcp",
          "blocked.tls");

  private FeedbackStatus() {}

  static boolean isKnown(String text) {
    return KNOWN.contains(text);
  }
}
