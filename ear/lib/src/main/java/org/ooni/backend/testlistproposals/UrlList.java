// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ooni.backend.problem.Unavailable;

/**
 * A test list as its CSV file. What no change is about stays as it is written there, byte for byte,
 * so that reviewers see the changes and nothing else.
 */
final class UrlList {

  private static final List<String> COLUMNS =
      List.of("url", "category_code", "category_description", "date_added", "source", "notes");

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String header;
  private final List<Row> rows;

  private UrlList(String header, List<Row> rows) {
    this.header = header;
    this.rows = rows;
  }

  /** A record as it is written, its line end included, and the entry that it is, if it is one. */
  private record Row(String written, Optional<ListedUrl> entry) {

    static Row of(ListedUrl entry) {
      String description = UrlCategories.description(entry.categoryCode()).orElse("");
      String line =
          Stream.of(
                  entry.url(),
                  entry.categoryCode(),
                  description,
                  entry.dateAdded(),
                  entry.source(),
                  entry.notes())
              .map(Row::field)
              .collect(Collectors.joining(","));
      return new Row(line + "\n", Optional.of(entry));
    }

    static Row of(CsvLine line) {
      List<String> fields = line.fields();
      Optional<ListedUrl> entry =
          fields.size() == COLUMNS.size()
              ? Optional.of(
                  new ListedUrl(
                      fields.get(0), fields.get(1), fields.get(3), fields.get(4), fields.get(5)))
              : Optional.empty();
      return new Row(line.written(), entry);
    }

    private static String field(String text) {
      boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    boolean hasUrl(String url) {
      return entry.isPresent() && entry.get().url().equals(url);
    }
  }

  /**
   * Reads a file.
   *
   * @throws Unavailable when its columns are not those of a test list
   */
  static UrlList of(String csv) {
    String text = csv.startsWith(BYTE_ORDER_MARK) ? csv.substring(1) : csv;
    List<CsvLine> lines = CsvLine.all(text);
    if (lines.isEmpty() || !COLUMNS.equals(lines.get(0).fields())) {
      throw new Unavailable(
          Duration.ofMinutes(5), "The published list does not have the columns of a test list");
    }
    List<Row> rows = lines.stream().skip(1).map(Row::of).toList();
    String mark = csv.substring(0, csv.length() - text.length());
    return new UrlList(mark + lines.get(0).written(), rows);
  }

  /** The entries, in their order. */
  List<ListedUrl> entries() {
    return rows.stream().flatMap(row -> row.entry().stream()).toList();
  }

  /** Whether an entry is about this URL. */
  boolean contains(String url) {
    return rows.stream().anyMatch(row -> row.hasUrl(url));
  }

  /** Whether this very entry is there. */
  boolean contains(ListedUrl entry) {
    return rows.stream().anyMatch(row -> row.entry().equals(Optional.of(entry)));
  }

  /**
   * With changes, which were made to an older edition of this list perhaps: what has happened in
   * the meantime is not done again, and what others changed is changed once more.
   */
  UrlList with(List<Change> changes) {
    UrlList list = this;
    for (Change change : changes) {
      list = list.with(change);
    }
    return list;
  }

  private UrlList with(Change change) {
    List<Row> changed = new ArrayList<>(rows);
    int index = change.old().map(this::indexOf).orElse(-1);
    Optional<ListedUrl> fresh = change.fresh();
    if (index >= 0 && rows.get(index).entry().equals(fresh)) {
      return this;
    }
    boolean elsewhere =
        fresh.isPresent()
            && contains(fresh.get().url())
            && (index < 0 || !rows.get(index).hasUrl(fresh.get().url()));
    if (index >= 0 && fresh.isPresent() && !elsewhere) {
      changed.set(index, Row.of(fresh.get()));
    } else if (index >= 0) {
      changed.remove(index);
    } else if (fresh.isPresent() && !elsewhere) {
      changed.add(Row.of(fresh.get()));
    }
    return new UrlList(header, changed);
  }

  /** Where an entry is, or else one with its URL; below zero when there is neither. */
  private int indexOf(ListedUrl entry) {
    int sameUrl = -1;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).entry().equals(Optional.of(entry))) {
        return i;
      }
      if (sameUrl < 0 && rows.get(i).hasUrl(entry.url())) {
        sameUrl = i;
      }
    }
    return sameUrl;
  }

  /** The file. */
  String csv() {
    StringBuilder csv = new StringBuilder(header);
    for (Row row : rows) {
      if (csv.charAt(csv.length() - 1) != '\n' && csv.charAt(csv.length() - 1) != '\r') {
        csv.append('\n');
      }
      csv.append(row.written());
    }
    return csv.toString();
  }
}
