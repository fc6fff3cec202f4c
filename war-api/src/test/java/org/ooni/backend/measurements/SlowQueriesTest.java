// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.schema.MigratedPostgres;

/** A database that takes longer than a reader may wait: somebody has locked what is asked for. */
class SlowQueriesTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private ReadingApi api;
  private Connection locking;

  @BeforeEach
  void lock() throws SQLException {
    postgres.truncateAll();
    api = new ReadingApi(postgres.application(), Duration.ofSeconds(1));
    locking = postgres.owner().getConnection();
    locking.setAutoCommit(false);
    try (Statement statement = locking.createStatement()) {
      statement.execute("lock table fastpath in access exclusive mode");
    }
  }

  @AfterEach
  void unlock() throws SQLException {
    locking.close();
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/measurements",
        "/api/v1/measurements?format=CSV&limit=100000",
        "/api/v1/measurement_meta?measurement_uid=temp-id-1234567890",
        "/api/v1/raw_measurement?report_id=20240110T000500Z_ndt_IT_1_n1_x"
      })
  void aQueryThatTakesTooLongIsEndedAndTheRuleNamed(String path) {
    Reply answer = api.get(path);
    assertEquals(504, answer.status(), answer.text());
    assertTrue(answer.text().contains("READ_QUERY_TIMEOUT"), answer.text());
    assertEquals("no-cache", answer.header("Cache-Control"));
    assertEquals(answer.json().at("/error"), answer.json().at("/detail"));
  }
}
