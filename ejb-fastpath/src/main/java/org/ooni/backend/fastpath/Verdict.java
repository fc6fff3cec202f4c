// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.scoring.FastpathRow;

/** What a row says of its measurement; the flags are independent of each other. */
public record Verdict(boolean anomaly, boolean confirmed, boolean failure) {

  /** That of a row. */
  public static Verdict of(FastpathRow row) {
    return new Verdict(row.anomaly(), row.confirmed(), row.msmFailure());
  }

  /** In words, such as {@code ok} or {@code anomaly+confirmed}. */
  @Override
  public String toString() {
    List<String> flags = new ArrayList<>();
    if (anomaly) {
      flags.add("anomaly");
    }
    if (confirmed) {
      flags.add("confirmed");
    }
    if (failure) {
      flags.add("failure");
    }
    return flags.isEmpty() ? "ok" : String.join("+", flags);
  }
}
