// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.Optional;

/** What became of a measurement that was looked at: it has a row, or it is not to be shown. */
public sealed interface Outcome {

  /**
   * The measurement has a verdict and a row. One that could not be scored has one too: {@code
   * msmFailure} is true and the scores' {@code msg} gives the reason.
   *
   * @param row what the table {@code fastpath} gets
   * @param failureReason short name of the reason why it could not be scored, as a counter's label;
   *     empty for one that could
   * @param openvpn the extra row of the nettest openvpn
   */
  record Scored(FastpathRow row, Optional<String> failureReason, Optional<ObsOpenvpnRow> openvpn)
      implements Outcome {}

  /**
   * The measurement is kept in the archive and gets no row (its network or country is not known, or
   * it names no report).
   *
   * @param reason short name, as a counter's label
   */
  record Discarded(String reason) implements Outcome {}
}
