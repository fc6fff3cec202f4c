// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.ooni.backend.json.JsonWriter;
import org.ooni.backend.lines.LineReader;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.scoring.MeasurementScoring;
import org.ooni.backend.scoring.Outcome;
import org.ooni.backend.scoring.TrivialId;

/** Scores one line and prints what became of it; complains of lines that hold no measurement. */
final class VerdictPrinter {

  private static final Set<String> NO_MEASUREMENT = Set.of("not_json", "too_large", "envelope");

  private final MeasurementScoring scoring;
  private final ScoreTally tally;
  private final PrintWriter out;
  private final PrintWriter messages;
  private final JsonWriter json = new JsonWriter();

  VerdictPrinter(
      MeasurementScoring scoring, ScoreTally tally, PrintWriter out, PrintWriter messages) {
    this.scoring = scoring;
    this.tally = tally;
    this.out = out;
    this.messages = messages;
  }

  void print(Path file, LineReader lines) {
    if (lines.isTooLong()) {
      complain(file, lines, "too long");
      return;
    }
    byte[] line = lines.bytes();
    int tab = tab(line);
    try {
      String uid = tab < 0 ? TrivialId.of(lines.bytesAsRead()) : uid(line, tab);
      byte[] body = Arrays.copyOfRange(line, tab + 1, line.length);
      Outcome outcome = scoring.score(uid, body);
      tally.add(outcome);
      if (outcome instanceof Outcome.Scored scored) {
        scored
            .failureReason()
            .filter(NO_MEASUREMENT::contains)
            .ifPresent(reason -> complain(file, lines, reason));
      }
      out.print(json.write(VerdictJson.of(uid, outcome)));
      out.print('\n');
    } catch (IllegalArgumentException e) {
      complain(file, lines, e.getMessage());
    }
  }

  private void complain(Path file, LineReader lines, String reason) {
    tally.bad();
    messages.println("fastpath: " + file + " line " + lines.number() + ": " + reason);
  }

  /** Where the uid ends; negative when the line is a measurement alone. */
  private static int tab(byte[] line) {
    for (int i = 0; i < line.length && line[i] != '{'; i++) {
      if (line[i] == '\t') {
        return i;
      }
    }
    return -1;
  }

  private static String uid(byte[] line, int tab) {
    return new MeasurementUid(new String(line, 0, tab, StandardCharsets.UTF_8)).text();
  }
}
