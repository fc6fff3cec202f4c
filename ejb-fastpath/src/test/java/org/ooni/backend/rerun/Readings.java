// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ooni.backend.fastpath.ArchivedRows.Judged;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.scoring.MeasurementScoring;

/** What comes out of one object. */
final class Readings implements Found {

  static final ReadingLimits SMALL = new ReadingLimits(8 << 20, 1 << 20, 1 << 16, 100);

  private final Path folder;
  final Map<String, Judged> judged = new TreeMap<>();
  final List<String> unusable = new ArrayList<>();

  Readings(Path folder) {
    this.folder = folder;
  }

  /** Reads an object with small limits. */
  Readings of(String key, byte[] bytes) throws IOException, UnreadableObject {
    return of(key, bytes, LineUids.NONE);
  }

  Readings of(String key, byte[] bytes, LineUids uids) throws IOException, UnreadableObject {
    Path file = Files.write(folder.resolve("object"), bytes);
    try {
      new ObjectReader(
              new MeasurementScoring(() -> FingerprintSnapshot.EMPTY, "test"),
              uids,
              SMALL,
              read -> {})
          .read(new SourceObject(key, bytes.length), file, this);
    } catch (Stopped e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  @Override
  public void measurement(Judged one) {
    judged.put(one.uid(), one);
  }

  @Override
  public void unusable(String where, String reason) {
    unusable.add(where + ": " + reason);
  }
}
