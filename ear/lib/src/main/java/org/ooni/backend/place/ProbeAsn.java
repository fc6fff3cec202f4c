// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.place;

/**
 * Number of the autonomous system a probe was in, 0 to 4,294,967,295 (RFC 6793). 0 means that the
 * network is not known.
 *
 * @param number the number without the prefix {@code AS}
 */
public record ProbeAsn(long number) {

  /** The network is not known. */
  public static final ProbeAsn UNKNOWN = new ProbeAsn(0);

  private static final long MAXIMUM = 0xFFFF_FFFFL;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when it is not in the range of RFC 6793
   */
  public ProbeAsn {
    if (!isNumber(number)) {
      throw new IllegalArgumentException("not an AS number");
    }
  }

  /** Whether the number is in the range of RFC 6793. */
  public static boolean isNumber(long number) {
    return number >= 0 && number <= MAXIMUM;
  }

  /**
   * Reads one to ten ASCII digits.
   *
   * @throws IllegalArgumentException for anything else, signs, blanks and other scripts' digits
   *     included
   */
  public static ProbeAsn ofDigits(String digits) {
    if (digits.isEmpty()
        || digits.length() > 10
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("not an AS number");
    }
    return new ProbeAsn(Long.parseLong(digits));
  }

  /** Whether the network is not known. */
  public boolean isUnknown() {
    return number == 0;
  }

  /** The number with its prefix, as in {@code AS3269}. */
  @Override
  public String toString() {
    return "AS" + number;
  }
}
