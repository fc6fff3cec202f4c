// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records of a CSV file (RFC 4180): fields in quotes may hold commas, line breaks and quotes. */
public final class CsvRecords {

  private final Reader in;
  private int next;
  private boolean started;

  /** Reads from this, which stays open. */
  public CsvRecords(Reader in) {
    this.in = in;
  }

  /** The next record that is not an empty line; empty at the end. */
  public Optional<List<String>> next() throws IOException {
    if (!started) {
      started = true;
      advance();
    }
    while (next == '\n' || next == '\r') {
      advance();
    }
    if (next < 0) {
      return Optional.empty();
    }
    List<String> fields = new ArrayList<>();
    fields.add(field());
    while (next == ',') {
      advance();
      fields.add(field());
    }
    return Optional.of(fields);
  }

  private String field() throws IOException {
    StringBuilder field = new StringBuilder();
    if (next == '"') {
      quoted(field);
    }
    while (next >= 0 && next != ',' && next != '\n' && next != '\r') {
      field.append((char) next);
      advance();
    }
    return field.toString();
  }

  private void quoted(StringBuilder field) throws IOException {
    advance();
    while (next >= 0) {
      if (next == '"') {
        advance();
        if (next != '"') {
          return;
        }
      }
      field.append((char) next);
      advance();
    }
  }

  private void advance() throws IOException {
    next = in.read();
  }
}
