// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.place;

/**
 * ISO 3166-1 alpha-2 code of the country a probe was in: two upper-case ASCII letters. {@code ZZ}
 * means that the country is not known.
 *
 * @param code the two letters
 */
public record CountryCode(String code) {

  /** The country is not known. */
  public static final CountryCode UNKNOWN = new CountryCode("ZZ");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException when it is not two upper-case ASCII letters
   */
  public CountryCode {
    if (!isCode(code)) {
      throw new IllegalArgumentException("not a country code");
    }
  }

  /** Whether the text is two upper-case ASCII letters. */
  public static boolean isCode(String text) {
    return text.length() == 2
        && isUpperCaseLetter(text.charAt(0))
        && isUpperCaseLetter(text.charAt(1));
  }

  /** Whether the country is not known. */
  public boolean isUnknown() {
    return equals(UNKNOWN);
  }

  @Override
  public String toString() {
    return code;
  }

  private static boolean isUpperCaseLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
