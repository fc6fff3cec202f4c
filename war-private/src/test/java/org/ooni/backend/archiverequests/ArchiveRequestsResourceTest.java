// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archiverequests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.pagetest.Page;
import org.ooni.backend.pagetest.Tokens;
import org.ooni.backend.schema.MigratedPostgres;

class ArchiveRequestsResourceTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Tokens tokens = new Tokens();

  private final ArchiveRequestsResource resource = new ArchiveRequestsResource();

  @BeforeEach
  void deploy() throws SQLException {
    postgres.truncateAll();
    resource.requests = new ArchiveRequestTable();
    resource.requests.database = postgres.application();
    resource.sessions = tokens.sessions();
  }

  @Test
  void anAdminAsksOnceHoweverOften() throws Exception {
    MockHttpResponse first = post(tokens.admin());
    assertEquals(202, first.getStatus());
    assertEquals(first.getContentAsString(), post(tokens.admin()).getContentAsString());
    assertEquals("1", count());
  }

  @Test
  void nobodyElseAsks() throws Exception {
    assertEquals(401, post(tokens.user("0123456789abcdef".repeat(2))).getStatus());
    assertEquals("0", count());
  }

  private String count() throws SQLException {
    return postgres.one("SELECT count(*) FROM archive_request");
  }

  private MockHttpResponse post(String token) throws Exception {
    return new Page(resource)
        .send(MockHttpRequest.post("/archive/run").header("Authorization", "Bearer " + token));
  }
}
