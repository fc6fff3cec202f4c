// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.sql.SQLException;
import java.util.Set;

/**
 * Tells whether it was the data that the database refused, or whether the database itself is away.
 */
public final class DatabaseFault {

  /**
   * Classes of SQLSTATE that name the data: 22 data exception, 23 integrity constraint, 54 limit of
   * the program such as the size of an index entry. All others, unknown ones too, may pass by
   * themselves.
   */
  private static final Set<String> OF_THE_DATA = Set.of("22", "23", "54");

  private static final int CLASS_LENGTH = 2;

  private DatabaseFault() {}

  /** Whether the data is at fault. */
  public static boolean isOfTheData(SQLException fault) {
    String state = fault.getSQLState();
    return state != null
        && state.length() > CLASS_LENGTH
        && OF_THE_DATA.contains(state.substring(0, CLASS_LENGTH));
  }
}
