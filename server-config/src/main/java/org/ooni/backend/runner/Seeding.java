// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

/** Fills an empty database. */
final class Seeding {

  private final Layout layout;
  private final Schema schema;
  private final ObjectStore objectStore;
  private final Progress progress;

  Seeding(Layout layout, Schema schema, ObjectStore objectStore, Progress progress) {
    this.layout = layout;
    this.schema = schema;
    this.objectStore = objectStore;
    this.progress = progress;
  }

  void fill(Seed seed) {
    progress.line("no seed yet " + seed + layout + schema + objectStore);
  }
}
