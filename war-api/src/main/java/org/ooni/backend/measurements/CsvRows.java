// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.ooni.backend.queries.CsvLine;

/** Items as lines of a table, below a line with the names of the columns. */
final class CsvRows implements RowWriter {

  private static final int BUFFERED_CHARACTERS = 8192;

  private static final List<String> COLUMNS =
      List.of(
          "measurement_uid",
          "measurement_url",
          "report_id",
          "probe_cc",
          "probe_asn",
          "probe_as_org_name",
          "test_name",
          "measurement_start_time",
          "input",
          "category_code",
          "anomaly",
          "confirmed",
          "failure",
          "scores",
          "verification_status");

  private final OutputStream out;
  private final UnaryOperator<String> urlOf;
  private final StringBuilder buffer = new StringBuilder();

  /**
   * Begins with the names of the columns.
   *
   * @param urlOf the address of the body, by the id
   */
  CsvRows(OutputStream out, UnaryOperator<String> urlOf) {
    this.out = out;
    this.urlOf = urlOf;
    buffer.append(CsvLine.of(COLUMNS));
  }

  @Override
  public void write(ListedMeasurement row) throws IOException {
    buffer.append(
        CsvLine.of(
            List.of(
                row.uid(),
                urlOf.apply(row.uid()),
                row.reportId(),
                row.probeCc(),
                row.probeAsn(),
                text(row.asName()),
                row.testName(),
                text(row.startTimeText()),
                text(row.input()),
                text(row.category()),
                Boolean.toString(row.anomaly()),
                Boolean.toString(row.confirmed()),
                Boolean.toString(row.failure()),
                row.scores(),
                row.verification().text())));
    if (buffer.length() >= BUFFERED_CHARACTERS) {
      flush();
    }
  }

  @Override
  public void end() throws IOException {
    flush();
  }

  private void flush() throws IOException {
    out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
    buffer.setLength(0);
  }

  private static String text(String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
