// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.audit.TestDatabase.Ended;
import org.ooni.backend.schema.MigratedPostgres;

class DriftTest {

  @TempDir Path folder;

  @Test
  void referenceIsWhatTheChangeSetsMake() throws SQLException {
    assertEquals(
        String.join("\n", Catalogue.reference()),
        String.join("\n", Catalogue.of(MigratedPostgres.shared().owner())),
        "run: mvn -Pdescribe -pl liquibase -am package");
  }

  @Test
  void untouchedDatabaseHasNoDriftAndTheApplicationMayLook() throws SQLException {
    TestDatabase database = TestDatabase.migrated("drift_none");
    assertEquals(
        new Ended(0, "differences: 0\n", ""), database.command("drift", "--user", "ooni_app"));
  }

  @Test
  void monthsThatTheServerHasMadeAreNoDriftAndOthersAre() throws SQLException {
    TestDatabase database = TestDatabase.migrated("drift_months");
    database.execute("SELECT fastpath_partition_add(36)");
    assertEquals(new Ended(0, "differences: 0\n", ""), database.command("drift"));
    database.execute(
        "CREATE TABLE fastpath_mine PARTITION OF fastpath"
            + " FOR VALUES FROM ('2090-01-01+00') TO ('2090-02-01+00')",
        "ALTER TABLE fastpath DETACH PARTITION fastpath_m202601");
    Ended ended = database.command("drift");
    assertTrue(ended.out().contains("missing     partition fastpath fastpath_m202601 "));
    assertTrue(ended.out().contains("unexpected  partition fastpath fastpath_mine "));
  }

  @Test
  void whatWasDoneByHandIsFound() throws SQLException, IOException {
    TestDatabase database = TestDatabase.migrated("drift_by_hand");
    database.execute(
        "ALTER TABLE parked ADD COLUMN by_hand text",
        "DROP INDEX idx_parked_replay",
        "GRANT SELECT ON accounts TO PUBLIC",
        "CREATE INDEX idx_by_hand ON fastpath_m202601 (platform)",
        "CREATE OR REPLACE FUNCTION rollup_list_scope(lists text[], probe_cc text) RETURNS text LANGUAGE sql"
            + " IMMUTABLE AS 'SELECT NULL::text'",
        "COMMENT ON COLUMN accounts.role IS 'By hand'",
        "ALTER TABLE fastpath DISABLE TRIGGER USER");
    Path metrics = folder.resolve("schema.prom");
    Ended ended = database.command("drift", "--metrics", metrics.toString());
    assertEquals(1, ended.code());
    for (String expected :
        List.of(
            "unexpected  column parked.by_hand text",
            "missing     index CREATE INDEX idx_parked_replay ON parked",
            "unexpected  right table accounts SELECT to PUBLIC",
            "unexpected  index CREATE INDEX idx_by_hand ON fastpath_m202601",
            "missing     routine rollup_list_scope(text[],text)",
            "unexpected  routine rollup_list_scope(text[],text)",
            "unexpected  comment column accounts.role: By hand",
            "enabled D")) {
      assertTrue(ended.out().contains(expected), () -> expected + " in\n" + ended.out());
    }
    long lines = ended.out().lines().filter(line -> !line.startsWith("differences")).count();
    assertTrue(ended.out().endsWith("differences: " + lines + "\n"), ended::out);
    String numbers = Files.readString(metrics);
    assertTrue(numbers.contains("\nschema_drift_differences " + lines + "\n"), numbers);
    assertTrue(numbers.contains("\nschema_change_sets_pending 0\n"), numbers);
  }

  @Test
  void databaseWithoutTheChangeSetsIsToldApart() throws SQLException {
    Ended ended = TestDatabase.empty("drift_empty").command("drift");
    assertEquals(1, ended.code());
    assertTrue(ended.out().startsWith("pending     001-roles-1\n"), ended::out);
  }
}
