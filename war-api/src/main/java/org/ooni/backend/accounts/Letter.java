// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

/**
 * A mail that says one thing twice.
 *
 * @param to whom it goes
 * @param subject one line
 * @param text for readers of plain text
 * @param html for all others
 */
record Letter(EmailAddress to, String subject, String text, String html) {

  @Override
  public String toString() {
    return "Letter[" + subject + "]";
  }
}
