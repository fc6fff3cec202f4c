// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.queries.Parameters;

/** How a list is written. */
enum ListFormat {
  /** One object with metadata and all items. */
  JSON("json", MediaType.APPLICATION_JSON_TYPE),
  /** One object per line, for programs that read one after the other. */
  JSONL("jsonl", new MediaType("application", "x-ndjson")),
  /** A table, for people. */
  CSV("csv", new MediaType("text", "csv"));

  private final String extension;
  private final MediaType type;

  ListFormat(String extension, MediaType type) {
    this.extension = extension;
    this.type = type.withCharset("utf-8");
  }

  /**
   * The one that a request asks for, in any case; JSON without a word.
   *
   * @throws BadRequest for another
   */
  static ListFormat of(Parameters parameters) {
    String name = parameters.text("format").orElse(JSON.name()).toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new BadRequest("Invalid format: choose JSON, JSONL or CSV"));
  }

  MediaType type() {
    return type;
  }

  /**
   * The header that makes it a file. Tables and lines are always one.
   *
   * @param download whether it was asked for as a file
   */
  Optional<String> disposition(boolean download) {
    return download || this != JSON
        ? Optional.of("attachment; filename=ooni-measurements." + extension)
        : Optional.empty();
  }

  /** What writes the items. */
  RowWriter writer(OutputStream out, UnaryOperator<String> urlOf) throws IOException {
    return switch (this) {
      case JSON -> new JsonRows(out, urlOf, false);
      case JSONL -> new JsonRows(out, urlOf, true);
      case CSV -> new CsvRows(out, urlOf);
    };
  }
}
