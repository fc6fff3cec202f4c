// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Unavailable;
import org.ooni.backend.queries.Conditions;
import org.ooni.backend.queries.Spill;
import org.ooni.backend.ratelimit.HeavyReads;

/** Reads a page of the table {@code fastpath} (measurement API 3.1). */
@ApplicationScoped
class MeasurementList {

  private static final int BYTES_IN_MEMORY = 4 << 20;
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  @Inject ReadDatabase database;
  @Inject HeavyReads heavyReads;

  @Inject
  @ConfigProperty(name = "BASE_URL")
  URI baseUrl;

  /**
   * What was read.
   *
   * @param page where it lies
   * @param last the place behind the last item, if there is one
   * @param bytes the items as they are written
   */
  record Reading(ListPage page, Optional<Cursor> last, Spill bytes) {}

  /**
   * Reads the items that a query asks for.
   *
   * @throws Unavailable when too many heavy queries run, or there is no room for the answer
   */
  Reading read(MeasurementQuery query, ListFormat format) {
    long start = System.nanoTime();
    Items items = new Items(format);
    Spill bytes =
        query.isHeavy() ? heavyReads.run(() -> filled(query, items)) : filled(query, items);
    PageRequest asked = query.page();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    ListPage page = new ListPage(asked.limit(), asked.offset(), items.count, time);
    return new Reading(page, Optional.ofNullable(items.last).map(ListedMeasurement::cursor), bytes);
  }

  private Spill filled(MeasurementQuery query, Items items) {
    try {
      return Spill.filledBy(bytes -> items.write(query, bytes), BYTES_IN_MEMORY);
    } catch (IOException | UncheckedIOException e) {
      throw new Unavailable(RETRY_AFTER, "There is no room for an answer of this size", e);
    }
  }

  private String url(String uid) {
    return baseUrl
        + "/api/v1/raw_measurement?measurement_uid="
        + URLEncoder.encode(uid, StandardCharsets.UTF_8);
  }

  /** The items of one page, while they are read. */
  private final class Items {

    private final ListFormat format;
    private int count;
    private ListedMeasurement last;

    Items(ListFormat format) {
      this.format = format;
    }

    void write(MeasurementQuery query, Spill bytes) throws IOException {
      RowWriter writer = format.writer(bytes, MeasurementList.this::url);
      if (query.page().limit() > 0) {
        Conditions.Statement asked = query.statement();
        count =
            database.readRows(
                asked.sql(), asked::bindTo, row -> write(ListedMeasurement.of(row), writer));
      }
      writer.end();
    }

    private void write(ListedMeasurement row, RowWriter writer) {
      try {
        writer.write(row);
        last = row;
      } catch (IOException e) {
        throw new UncheckedIOException("item not written", e);
      }
    }
  }
}
