// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurement;

import org.ooni.backend.database.ReadDatabase;

/** Makes aliases without a container, for the tests of other packages. */
public final class AliasesForTests {

  private AliasesForTests() {}

  /** The aliases of a database. */
  public static MeasurementAliases in(ReadDatabase database) {
    MeasurementAliases made = new MeasurementAliases();
    made.database = database;
    return made;
  }
}
