// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ooni.backend.problem.Unprocessable;

/** Reads which revision of a link is asked for. */
final class RevisionNumber {

  private static final Pattern DIGITS = Pattern.compile("0*([0-9]+?)");
  private static final int LONGEST = 9;
  private static final int NONE = 0;

  private RevisionNumber() {}

  /**
   * The number, which no revision may have, or nothing for the latest.
   *
   * @param text {@code latest} or digits
   * @throws Unprocessable for anything else
   */
  static OptionalInt of(String text) {
    if (text.equals("latest")) {
      return OptionalInt.empty();
    }
    Matcher digits = DIGITS.matcher(text);
    if (!digits.matches()) {
      throw new Unprocessable("path", "revision_number", "must be latest or a number");
    }
    String number = digits.group(1);
    return OptionalInt.of(number.length() > LONGEST ? NONE : Integer.parseInt(number));
  }
}
