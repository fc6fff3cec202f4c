// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollupConcurrencyTest {

  private static final int ROWS = 4000;
  private static final int BATCH = 50;

  private final RollupDatabase database = new RollupDatabase(MigratedPostgres.shared());

  @AfterEach
  void empty() throws SQLException {
    database.empty();
  }

  @Test
  void rollupsStayRightWhileAllIsWrittenAtOnce() throws Exception {
    database.sql("INSERT INTO citizenlab VALUES ('', 'https://1.example.org/', 'it', 'NEWS')");
    try (MeasurementWriters writers = new MeasurementWriters(database.application(), BATCH)) {
      writers.meanwhile("SELECT rollup_drain(500)");
      writers.meanwhile("SELECT rollup_drain(100)");
      writers.meanwhile("SELECT rollup_rebuild('2026-01-01', '2026-02-03')");
      writers.meanwhile(
          """
          UPDATE citizenlab SET cc = CASE cc WHEN 'ZZ' THEN 'it' WHEN 'it' THEN 'de' ELSE 'ZZ' END;
          SELECT rollup_category_refresh()
          """);
      writers.write(ROWS);
      writers.await();
    }
    database.sql("SELECT rollup_drain(1000000)");
    assertTrue(Long.parseLong(database.one("SELECT count(*) FROM fastpath")) > ROWS);
    assertEquals(
        database.one("SELECT count(*) FROM fastpath"),
        database.one("SELECT sum(measurement_count) FROM rollup_country_day"));
    database.assertRight();
  }
}
