// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.draft;

import java.sql.Types;
import org.hibernate.type.SqlTypes;

/**
 * A column, as an entity maps it or as a database has it.
 *
 * @param type in the words of PostgreSQL; what JDBC does not tell apart is one type here
 * @param key whether it is part of the primary key
 */
record DraftColumn(String table, String name, String type, boolean nullable, boolean key) {

  /** The type that stands for all that hold the same values. */
  static String type(int code, String otherwise) {
    return switch (code) {
      case Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.CHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          SqlTypes.LONG32VARCHAR,
          SqlTypes.NAMED_ENUM ->
          "text";
      case Types.BIT, Types.BOOLEAN -> "boolean";
      case Types.SMALLINT, Types.TINYINT -> "smallint";
      case Types.INTEGER -> "integer";
      case Types.BIGINT -> "bigint";
      case Types.REAL, Types.FLOAT -> "real";
      case Types.DOUBLE -> "double precision";
      case Types.NUMERIC, Types.DECIMAL -> "numeric";
      case Types.DATE -> "date";
      case Types.TIMESTAMP,
          Types.TIMESTAMP_WITH_TIMEZONE,
          SqlTypes.TIMESTAMP_UTC,
          SqlTypes.INSTANT ->
          "timestamptz";
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> "bytea";
      default -> otherwise;
    };
  }

  String qualified() {
    return table + "." + name;
  }
}
