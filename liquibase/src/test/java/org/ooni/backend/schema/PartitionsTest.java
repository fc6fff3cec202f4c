// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function by which the application has partitions made. */
class PartitionsTest {

  private static final String DATABASE = "partitions";
  private static final String ADD = "SELECT fastpath_partition_add(%d)";
  private static final String INSERT =
      """
      INSERT INTO fastpath (measurement_uid, measurement_start_time, probe_cc, test_name, scores,
        platform, anomaly, confirmed, msm_failure)
      SELECT 'a' || n, fastpath_partitions_end() + %s, 'IT', 'ndt', '{}', '', false, false, false
      FROM generate_series(1, %d) n
      """;

  private final DataSource owner = database(Bootstrap.OWNER);
  private final DataSource application = database(Bootstrap.APPLICATION);
  private final List<String> made = new ArrayList<>();

  /** A database of its own: what is made here is not to be found by other tests. */
  @BeforeAll
  static void migrate() throws SQLException {
    MigratedPostgres.shared().bootstrap(DATABASE);
    new Migration(database(Bootstrap.OWNER)).update(Progress.SILENT);
  }

  private static DataSource database(String role) {
    return MigratedPostgres.shared().dataSource(role, DATABASE);
  }

  @BeforeEach
  void begin() throws SQLException {
    execute(application, "DELETE FROM fastpath");
    execute(application, "SELECT rollup_drain(100000)");
    // as if all the months to come were still to be made
    execute(
        owner,
        """
        DO $$
        DECLARE
          name text;
        BEGIN
          FOR name IN
            SELECT relname FROM pg_class WHERE relname ~ '^fastpath_m[0-9]{6}$'
              AND relname > 'fastpath_m' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMM')
          LOOP
            EXECUTE format('DROP TABLE %I', name);
          END LOOP;
        END
        $$
        """);
  }

  @Test
  void theApplicationHasOneMonthAfterTheOtherMadeUntilThereAreEnough() throws SQLException {
    assertTrue(isEndInMonths(1));
    for (int month = 1; month <= 3; month++) {
      made.add(one(application, ADD.formatted(3)));
    }
    assertEquals(null, one(application, ADD.formatted(3)));
    assertTrue(isEndInMonths(4));
    assertEquals(3, made.stream().filter(name -> name.matches("fastpath_m20[0-9]{4}")).count());
    assertEquals(3, made.stream().distinct().count());
  }

  @Test
  void aPartitionThatWasMadeIsLikeThoseOfTheChangeSets() throws SQLException {
    String shape =
        """
        SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
          SELECT concat_ws(' ', attnum, attname, atttypid::regtype, attnotnull, attstorage,
              attcompression, pg_get_expr(adbin, adrelid)) AS line
            FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            WHERE attrelid = '%1$s'::regclass AND attnum > 0
          UNION ALL SELECT replace(pg_get_indexdef(indexrelid), '%1$s', 'table')
            FROM pg_index WHERE indrelid = '%1$s'::regclass
          UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conrelid = '%1$s'::regclass
          UNION ALL SELECT concat_ws(' ', relowner::regrole, relacl, reloptions, relkind)
            FROM pg_class WHERE oid = '%1$s'::regclass
        ) lines
        """;
    String name = one(application, ADD.formatted(1));
    String expected = one(owner, shape.formatted("fastpath_m202601"));
    assertTrue(expected.contains("uq_fastpath") || expected.contains("UNIQUE"), expected);
    assertEquals(
        expected.replaceAll("fastpath_m\\d{6}|table_", "x"),
        one(owner, shape.formatted(name)).replaceAll("fastpath_m\\d{6}|table_", "x"));
  }

  @Test
  void whatCameEarlyIsMovedAndCountedOnce() throws SQLException {
    execute(application, INSERT.formatted("interval '5 days'", 3));
    execute(application, INSERT.formatted("interval '400 days'", 1));
    execute(application, "SELECT rollup_drain(1000)");
    assertEquals("4", one(owner, "SELECT count(*) FROM fastpath_default"));
    String name = one(application, ADD.formatted(1));
    assertEquals("1", one(owner, "SELECT count(*) FROM fastpath_default"));
    assertEquals("3", one(owner, "SELECT count(*) FROM " + name));
    assertEquals("4", one(owner, "SELECT count(*) FROM fastpath"));
    assertEquals("0", one(owner, "SELECT count(*) FROM rollup_delta"));
    assertEquals(List.of(), RollupRecount.wrongCells(application));
  }

  @Test
  void nodesThatAskTogetherMakeEachMonthOnce() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      Callable<String> node = () -> one(application, ADD.formatted(2));
      List<String> names = new ArrayList<>();
      for (Future<String> name : nodes.invokeAll(List.of(node, node, node, node))) {
        names.add(String.valueOf(name.get()));
      }
      assertEquals(2, names.stream().filter(name -> name.startsWith("fastpath_m")).count());
      assertEquals(2, names.stream().filter("null"::equals).count(), names.toString());
    } finally {
      nodes.shutdownNow();
    }
  }

  @Test
  void aReaderDoesNotWaitAndAWriterNotForLong() throws SQLException {
    try (Connection reader = application.getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      // an index scan of one month: a reader of charts, not of what has no place
      statement.executeQuery(
          "SELECT count(*) FROM fastpath WHERE measurement_start_time >= '2026-01-01Z'"
              + " AND measurement_start_time < '2026-02-01Z'");
      assertTrue(one(application, ADD.formatted(1)).startsWith("fastpath_m"));
      execute(application, INSERT.formatted("interval '-1 hour'", 1));
    }
  }

  @Test
  void whoCannotHaveTheLockGivesUpAndLeavesNothing() throws SQLException {
    try (Connection writer = application.getConnection();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute(INSERT.formatted("interval '400 days'", 1));
      SQLException refused =
          assertThrows(SQLException.class, () -> one(application, ADD.formatted(1)));
      assertEquals("55P03", refused.getSQLState());
    }
    assertTrue(isEndInMonths(1));
    assertFalse(one(application, ADD.formatted(1)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 37, Integer.MAX_VALUE})
  void noMoreThanThreeYearsCanBeAskedFor(int months) {
    SQLException refused =
        assertThrows(SQLException.class, () -> one(application, ADD.formatted(months)));
    assertEquals("22023", refused.getSQLState());
  }

  private boolean isEndInMonths(int months) throws SQLException {
    return "t"
        .equals(
            one(
                application,
                """
                SELECT fastpath_partitions_end()
                  = (date_trunc('month', now() AT TIME ZONE 'UTC') + interval '%d months')
                    AT TIME ZONE 'UTC'
                """
                    .formatted(months)));
  }

  private static String one(DataSource database, String sql) throws SQLException {
    return SchemaSnapshot.rows(database, sql).get(0);
  }

  private static void execute(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
