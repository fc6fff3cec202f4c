// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollupCategoryTest {

  private static final int ALL = 1_000_000;
  private static final String URL = "https://example.org/";

  private final RollupDatabase database = new RollupDatabase(MigratedPostgres.shared());

  @AfterEach
  void empty() throws SQLException {
    database.empty();
  }

  @Test
  void aMeasurementCountsInOneScopeOfEachCategory() throws SQLException {
    // globally NEWS, in Italy NEWS and CULTR, in Germany CULTR
    list("ZZ", "NEWS");
    list("it", "NEWS");
    list("it", "CULTR");
    list("de", "CULTR");
    measure("it", "IT");
    measure("de", "DE");
    measure("fr", "FR");
    database.drain(ALL);
    assertEquals(
        "CULTR DE L 1;CULTR FR O 1;CULTR IT L 1;NEWS DE G 1;NEWS FR G 1;NEWS IT G 1", cells());
    database.assertRight();
  }

  @Test
  void anotherDomainOfTheSameUrlIsNotAnotherMeasurement() throws SQLException {
    list("it", "NEWS");
    database.sql("INSERT INTO citizenlab VALUES ('other', '%s', 'it', 'NEWS')".formatted(URL));
    measure("it", "IT");
    database.drain(ALL);
    assertEquals("NEWS IT L 1", cells());
    assertEquals(0, refresh());
    database.assertRight();
  }

  @Test
  void whatWasCountedFollowsTheLists() throws SQLException {
    list("it", "NEWS");
    measure("it", "IT");
    measure("de", "DE");
    database.drain(ALL);
    assertEquals("NEWS DE O 1;NEWS IT L 1", cells());
    list("de", "NEWS");
    assertEquals(1, refresh());
    assertEquals("NEWS DE L 1;NEWS IT L 1", cells());
    list("ZZ", "NEWS");
    list("fr", "HUMR");
    assertEquals(1, refresh());
    assertEquals("HUMR DE O 1;HUMR IT O 1;NEWS DE G 1;NEWS IT G 1", cells());
    database.sql("DELETE FROM citizenlab WHERE category_code = 'NEWS'");
    assertEquals(1, refresh());
    assertEquals("HUMR DE O 1;HUMR IT O 1", cells());
    assertEquals(0, refresh());
    database.assertRight();
  }

  @Test
  void inputsMeasuredBeforeTheyWereListedAreCounted() throws SQLException {
    measure("it", "IT");
    database.drain(ALL);
    list("it", "NEWS");
    assertEquals(1, refresh());
    measure("again", "IT");
    database.drain(ALL);
    assertEquals("NEWS IT L 2", cells());
    database.assertRight();
  }

  @Test
  void whatIsNotDrainedYetIsCountedByTheListsOfThen() throws SQLException {
    list("it", "NEWS");
    measure("it", "IT");
    database.drain(ALL);
    measure("more", "IT");
    database.sql("UPDATE citizenlab SET category_code = 'CULTR'");
    refresh();
    database.drain(ALL);
    assertEquals("CULTR IT L 2", cells());
    database.assertRight();
  }

  @Test
  void changesOfManyListsAreARecount() throws SQLException {
    database.sql(
        """
        INSERT INTO citizenlab SELECT '', 'https://' || n || '.example.org/', cc, code
        FROM generate_series(1, 150) n, unnest(ARRAY['ZZ', 'it', 'de'], ARRAY['NEWS', 'HUMR', 'NEWS'])
          AS list (cc, code)
        WHERE (n + ascii(cc)) % 2 = 0
        """);
    database.write(IntStream.range(0, 2000).mapToObj(n -> CountedRow.of(n, 0)));
    database.drain(ALL);
    database.assertRight();
    database.sql("DELETE FROM citizenlab WHERE url LIKE '%1%'");
    database.sql(
        "INSERT INTO citizenlab SELECT domain, url, 'fr', 'REL' FROM citizenlab WHERE cc = 'de'");
    refresh();
    database.assertRight();
  }

  private void list(String country, String category) throws SQLException {
    database.sql(
        "INSERT INTO citizenlab VALUES ('example.org', '%s', '%s', '%s')"
            .formatted(URL, country, category));
  }

  private void measure(String uid, String country) throws SQLException {
    database.write(Stream.of(CountedRow.of(uid).in(country, 1L)));
  }

  private long refresh() throws SQLException {
    return Long.parseLong(database.one("SELECT rollup_category_refresh()"));
  }

  private String cells() throws SQLException {
    return database.one(
        """
        SELECT string_agg(concat_ws(' ', category_code, probe_cc, list_scope, measurement_count), ';'
          ORDER BY category_code, probe_cc, list_scope)
        FROM rollup_category_day WHERE measurement_count > 0
        """);
  }
}
