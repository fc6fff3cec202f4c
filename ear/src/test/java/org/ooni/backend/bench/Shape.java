// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

/**
 * A request that readers make.
 *
 * @param name for the table
 * @param path with its query
 * @param limit milliseconds that the median may take at most
 * @param columnStore milliseconds that the column store of the backend before this one took for the
 *     same question over 20 million rows; 0 when that was not measured
 */
record Shape(String name, String path, double limit, double columnStore) {

  private static final double LIST = 30;
  private static final double CHART = 200;
  private static final double PAGE = 50;

  /** A search, which is to be fast whatever it looks for. */
  static Shape list(String name, String query, double columnStore) {
    return new Shape(name, "/api/v1/measurements?" + query, LIST, columnStore);
  }

  /** A chart. */
  static Shape chart(String name, String query, double columnStore) {
    return new Shape(name, "/api/v1/aggregation?" + query, CHART, columnStore);
  }

  /** One measurement. */
  static Shape single(String name, String uid, double columnStore) {
    String path = "/api/v1/measurement_meta?measurement_uid=" + uid;
    return new Shape(name, path, LIST, columnStore);
  }

  /** A question of Explorer's pages. */
  static Shape page(String name, String query, double columnStore) {
    return new Shape(name, "/api/_/" + query, PAGE, columnStore);
  }

  /** The same for another address. */
  Shape named(String otherName, String otherPath) {
    return new Shape(otherName, otherPath, limit, columnStore);
  }

  /** Whether it reads rows by an index and counts nothing. */
  boolean isList() {
    return limit == LIST;
  }

  /** What {@code columnStore} allows, if it is less than the limit. */
  double target() {
    return columnStore == 0 ? limit : Math.min(limit, columnStore);
  }
}
