// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ooni.backend.accept.AcceptLog;
import org.ooni.backend.accept.Acknowledgement;
import org.ooni.backend.accept.Submission;
import org.ooni.backend.measurement.MeasurementUid;

/** An accept log in memory. */
final class MemoryLog extends AcceptLog {

  private final Map<String, Acknowledgement> known = new HashMap<>();
  private final List<Submission> stored = new ArrayList<>();

  @Override
  public Acknowledgement append(Submission submission) {
    String digest = HexFormat.of().formatHex(submission.digest());
    Acknowledgement first = known.get(digest);
    if (first != null) {
      return new Acknowledgement(first.uid(), first.reportId(), true);
    }
    stored.add(submission);
    MeasurementUid uid = new MeasurementUid("2026112212000" + stored.size() + ".000000_uid");
    Acknowledgement answer =
        new Acknowledgement(uid, Optional.of(submission.reportId().text()), false);
    known.put(digest, answer);
    return answer;
  }

  int size() {
    return stored.size();
  }

  String document(int index) {
    return new String(stored.get(index).body().submission(), StandardCharsets.UTF_8);
  }

  String content(int index) {
    return new String(stored.get(index).body().content(), StandardCharsets.UTF_8);
  }
}
