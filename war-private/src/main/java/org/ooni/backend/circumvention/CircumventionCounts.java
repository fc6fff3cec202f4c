// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.circumvention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.database.ReadDatabase;

/** How much was measured with tools against blocking. */
@ApplicationScoped
class CircumventionCounts {

  private static final String COUNTRIES =
      """
      select probe_cc, sum(measurement_count)
      from rollup_country_day
      where test_id in (select test_id from rollup_test where test_name = any (?))
        and day >= ? and day < ?
      group by probe_cc
      having sum(measurement_count) > 0
      order by probe_cc collate "C"
      """;

  @Inject ReadDatabase database;

  /** Measurements of a country. */
  record Country(String probe_cc, long cnt) {}

  List<Country> byCountry(LocalDate from, LocalDate before) {
    return database.ask(
        COUNTRIES,
        statement -> {
          Object[] tests = CircumventionResource.TESTS.toArray();
          statement.setArray(1, statement.getConnection().createArrayOf("text", tests));
          statement.setObject(2, from);
          statement.setObject(3, before);
          List<Country> countries = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              countries.add(new Country(rows.getString(1), rows.getLong(2)));
            }
          }
          return countries;
        });
  }
}
