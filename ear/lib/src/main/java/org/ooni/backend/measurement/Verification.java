// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurement;

import java.util.Locale;

/** What became of the credential that a probe showed with a measurement. */
public enum Verification {
  /** It was good. */
  VERIFIED,
  /** It was refused. */
  FAILED,
  /** None was shown. */
  UNVERIFIED;

  /** Reads the column {@code is_verified}. */
  public static Verification ofColumn(String letter) {
    return switch (letter) {
      case "t" -> VERIFIED;
      case "f" -> FAILED;
      default -> UNVERIFIED;
    };
  }

  /** As the API shows it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
