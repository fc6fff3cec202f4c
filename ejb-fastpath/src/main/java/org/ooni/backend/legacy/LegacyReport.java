// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.MalformedJson;

/** The measurements of a report file, one after the other. */
public final class LegacyReport {

  private final YamlReport documents;
  private final Optional<LegacyEntries> entries;

  /**
   * Reads the header from a stream, which the caller closes.
   *
   * @param bucketDate day of the bucket that the file was published in
   * @param fileName name under which it was published
   * @throws MalformedJson when the header cannot be read
   */
  public LegacyReport(InputStream file, String bucketDate, String fileName) throws IOException {
    documents = new YamlReport(file);
    entries =
        documents.next().map(header -> new LegacyEntries(header.bytes(), bucketDate, fileName));
  }

  /** An entry of the report. */
  public sealed interface Entry {

    /** One that is a measurement. */
    record Kept(LegacyMeasurement measurement) implements Entry {}

    /**
     * One that is left out.
     *
     * @param reason {@code empty}, {@code not_supported}, {@code not_yaml} or {@code too_large}
     */
    record LeftOut(String reason) implements Entry {}
  }

  /** The next entry; nothing at the end. */
  public Optional<Entry> next() throws IOException {
    return entries.isEmpty() ? Optional.empty() : documents.next().map(this::entry);
  }

  /** Whether there is something behind the last entry that is none, such as a part of one. */
  public boolean isCut() {
    return documents.isCut();
  }

  private Entry entry(YamlReport.Document document) {
    if (document.isTooLarge()) {
      return new Entry.LeftOut("too_large");
    }
    try {
      Optional<JsonObject> content = entries.orElseThrow().normalise(document.bytes());
      return content.isPresent()
          ? new Entry.Kept(new LegacyMeasurement(content.get(), document.bytes()))
          : new Entry.LeftOut("not_supported");
    } catch (MalformedJson e) {
      // one broken entry must not cost the others
      return new Entry.LeftOut("not_yaml");
    }
  }
}
