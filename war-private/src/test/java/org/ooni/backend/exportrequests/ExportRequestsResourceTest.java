// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.exportrequests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.database.WriteDatabase;
import org.ooni.backend.pagetest.Page;
import org.ooni.backend.pagetest.Tokens;
import org.ooni.backend.schema.MigratedPostgres;

class ExportRequestsResourceTest {

  private static final String MARCH = "{\"month\":\"2026-03\"}";

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Tokens tokens = new Tokens();

  private final ExportRequestsResource resource = new ExportRequestsResource();

  @BeforeEach
  void deploy() throws SQLException {
    postgres.truncateAll();
    resource.requests = new ExportRequestTable();
    resource.requests.database = new WriteDatabase(postgres.application());
    resource.clock = Page.CLOCK;
    resource.sessions = tokens.sessions();
  }

  @Test
  void anAdminAsksOnceHoweverOften() throws Exception {
    MockHttpResponse first = post(tokens.admin(), MARCH);
    assertEquals(202, first.getStatus(), first.getContentAsString());
    assertTrue(first.getContentAsString().endsWith(",\"month\":\"2026-03\"}"));
    assertEquals(first.getContentAsString(), post(tokens.admin(), MARCH).getContentAsString());
    assertEquals("1", count());
    assertEquals(202, post(tokens.admin(), "{\"month\":\"2026-10\"}").getStatus());
    assertEquals("2", count());
  }

  @Test
  void aMonthThatWasExportedIsNotAskedForAgain() throws Exception {
    postgres.sql(
        """
        INSERT INTO export_month (month, attempt, exported_rows, taken_at, files, stored_at)
        VALUES ('2026-03-01', 0, 1, now(), '[]', now())
        """);
    assertEquals(409, post(tokens.admin(), MARCH).getStatus());
    assertEquals("0", count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11",
        "2027-01",
        "2011-12",
        "2026-13",
        "2026-3",
        "",
        "2026-03-01",
        "+99999-01",
        "x"
      })
  void whatIsNoMonthThatIsOverIsRefused(String month) throws Exception {
    assertEquals(400, post(tokens.admin(), "{\"month\":\"" + month + "\"}").getStatus());
    assertEquals("0", count());
  }

  @Test
  void nobodyElseAsks() throws Exception {
    assertEquals(401, post(tokens.user("0123456789abcdef".repeat(2)), MARCH).getStatus());
    assertEquals("0", count());
  }

  private String count() throws SQLException {
    return postgres.one("SELECT count(*) FROM export_request");
  }

  private MockHttpResponse post(String token, String body) throws Exception {
    return new Page(resource)
        .send(
            MockHttpRequest.post("/export/run")
                .content(body.getBytes(StandardCharsets.UTF_8))
                .header("Authorization", "Bearer " + token));
  }
}
