// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

import java.util.regex.Pattern;

/**
 * Names an account without its e-mail address: 32 hexadecimal digits (probe services 2.3).
 *
 * @param text of that form
 */
public record AccountId(String text) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  /**
   * @throws IllegalArgumentException when the text is not of the form
   */
  public AccountId {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("an account id has 32 hexadecimal digits");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
