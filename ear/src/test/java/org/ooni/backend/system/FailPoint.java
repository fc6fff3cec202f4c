// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

/**
 * Points on the way of a measurement at which the process is ended without a word, as rules of
 * Byteman (hostile inputs, I02). Nothing in the product knows of them.
 */
enum FailPoint {
  BODY_READ("submission.RequestBody", "read", "AT EXIT"),
  BEFORE_IT_IS_SYNCED("accept.LogStore", "append", "AT ENTRY"),
  SYNCED_AND_NOT_ANSWERED("accept.LogStore", "append", "AT EXIT"),
  ANSWER_MADE_AND_NOT_SENT("submission.ReportsResource", "submit", "AT EXIT"),
  SCORED_AND_NOT_STORED("scoring.MeasurementScoring", "score", "AT EXIT"),
  STORED_AND_NOT_COMMITTED("fastpath.MeasurementTables", "write", "AT EXIT"),
  COMMITTED_AND_NOT_DROPPED("fastpath.MeasurementTables", "commit", "AT EXIT"),
  DROPPED_AND_MESSAGE_NOT_ACKNOWLEDGED("fastpath.FastpathListener", "onMessage", "AT EXIT");

  private final String type;
  private final String method;
  private final String place;

  FailPoint(String type, String method, String place) {
    this.type = type;
    this.method = method;
    this.place = place;
  }

  /** The rule that ends the process there. */
  String rule() {
    return """
        RULE %s
        CLASS org.ooni.backend.%s
        METHOD %s
        %s
        IF true
        DO killJVM()
        ENDRULE
        """
        .formatted(name(), type, method, place);
  }
}
