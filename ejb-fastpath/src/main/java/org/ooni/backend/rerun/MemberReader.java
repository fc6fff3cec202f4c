// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ooni.backend.archive.Proof;
import org.ooni.backend.fastpath.ArchivedRows.Judged;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonDecoder;
import org.ooni.backend.json.JsonLimits;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;
import org.ooni.backend.legacy.LegacyMeasurement;
import org.ooni.backend.legacy.LegacyReport;
import org.ooni.backend.lines.LineReader;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.scoring.MeasurementScoring;
import org.ooni.backend.scoring.Outcome;
import org.ooni.backend.scoring.TrivialId;

/** Scores the measurements of one file, which is an object or a member of one. */
final class MemberReader {

  private static final String POST = ".post";
  private static final String PUBLISHED_LINES = ".jsonl.gz";

  /** What is so is no measurement; the reference passes over it as well. */
  private static final Set<String> NO_MEASUREMENT = Set.of("not_json", "too_large", "envelope");

  private final SourceObject object;
  private final MeasurementScoring scoring;
  private final LineUids uids;
  private final ReadingLimits limits;
  private final Found found;

  MemberReader(
      SourceObject object,
      MeasurementScoring scoring,
      LineUids uids,
      ReadingLimits limits,
      Found found) {
    this.object = object;
    this.scoring = scoring;
    this.uids = uids;
    this.limits = limits;
    this.found = found;
  }

  /**
   * Reads a file to its end.
   *
   * @param isMember whether it lies in another
   */
  void read(CanFormat.Content content, String name, long size, InputStream file, boolean isMember)
      throws IOException, Stopped {
    switch (content) {
      case POST -> post(name, isMember ? size : limits.bodyBytes(), file, isMember);
      case YAML -> report(name, file, isMember);
      case LINES -> {
        boolean published = !isMember && name.endsWith(PUBLISHED_LINES);
        lines(name, file, published ? uids.of(object.key()) : null, isMember);
      }
      case TAR -> throw new IllegalStateException("an archive is no file of measurements");
    }
  }

  private void post(String name, long size, InputStream file, boolean isMember)
      throws IOException, Stopped {
    String uid = name.substring(name.lastIndexOf('/') + 1, name.length() - POST.length());
    byte[] submission = file.readNBytes((int) size);
    if (isMember && submission.length != size) {
      throw new EOFException("the archive ends within a member");
    }
    if (!MeasurementUid.isMinted(uid)) {
      found.unusable(name, "member_name");
    } else if (!Proof.hasHash(new MeasurementUid(uid), submission)) {
      found.unusable(name, "hash_differs");
    } else {
      found.measurement(new Judged(uid, scoring.score(uid, submission), true));
    }
  }

  /**
   * Reads a measurement a line.
   *
   * @param known the uids of published lines; null for the lines of old times, whose ids are made
   *     from their bytes
   */
  private void lines(String name, InputStream file, Map<Integer, String> known, boolean isMember)
      throws IOException, Stopped {
    LineReader lines = new LineReader(file, limits.bodyBytes());
    while (lines.next()) {
      String where = (isMember ? name + " " : "") + "line " + lines.number();
      if (lines.isTooLong()) {
        found.unusable(where, "too_large");
        continue;
      }
      byte[] line = lines.bytesAsRead();
      if (lines.isEmpty()) {
        continue;
      }
      Optional<String> uid =
          known == null
              ? Optional.of(TrivialId.of(line))
              : said(line).or(() -> Optional.ofNullable(known.get((int) lines.number() - 1)));
      if (uid.isEmpty()) {
        found.unusable(where, "no_uid");
      } else {
        judge(uid.get(), scoring.score(uid.get(), line), where);
      }
    }
  }

  private void judge(String uid, Outcome outcome, String where) throws Stopped {
    Optional<String> fault =
        outcome instanceof Outcome.Scored scored
            ? scored.failureReason().filter(NO_MEASUREMENT::contains)
            : Optional.empty();
    if (fault.isPresent()) {
      found.unusable(where, fault.get());
    } else {
      found.measurement(new Judged(uid, outcome, false));
    }
  }

  /** The uid that a line says it has. */
  private static Optional<String> said(byte[] line) {
    try {
      Json uid = JsonDecoder.decode(line, JsonLimits.MEASUREMENT).member("measurement_uid");
      return uid instanceof JsonText text && MeasurementUid.isMinted(text.text())
          ? Optional.of(text.text())
          : Optional.empty();
    } catch (MalformedJson e) {
      // then it is no measurement either
      return Optional.empty();
    }
  }

  private void report(String name, InputStream file, boolean isMember) throws IOException, Stopped {
    String fileName = isMember ? name.substring(name.lastIndexOf('/') + 1) : object.file();
    String day = object.folder();
    LegacyReport report;
    try {
      report = new LegacyReport(file, day, day + "/" + fileName);
    } catch (MalformedJson e) {
      found.unusable(name, "not_yaml");
      return;
    }
    int number = 0;
    for (Optional<LegacyReport.Entry> entry = report.next();
        entry.isPresent();
        entry = report.next()) {
      number++;
      if (entry.get() instanceof LegacyReport.Entry.Kept kept) {
        found.measurement(judged(kept.measurement()));
      } else if (entry.get() instanceof LegacyReport.Entry.LeftOut leftOut) {
        found.unusable(name + " entry " + number, leftOut.reason());
      }
    }
    if (report.isCut()) {
      found.unusable(name + " after entry " + number, "not_yaml");
    }
  }

  private Judged judged(LegacyMeasurement measurement) {
    String uid = TrivialId.of(measurement.document(), measurement.content());
    return new Judged(uid, scoring.score(uid, measurement.content()), false);
  }
}
