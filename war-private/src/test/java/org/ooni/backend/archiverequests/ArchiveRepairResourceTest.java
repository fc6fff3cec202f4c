// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archiverequests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.pagetest.Page;
import org.ooni.backend.pagetest.Tokens;
import org.ooni.backend.schema.MigratedPostgres;

class ArchiveRepairResourceTest {

  private static final String UID = "20261122080000.000000_IT_ndt_0123456789abcdef";
  private static final String COUNTS =
      "\"counts\":{\"archived\":0,\"indexed\":0,\"judged\":1,\"retried\":0,\"stored\":0}";
  private static final String MISSING =
      "\"missing\":[{\"step\":\"judged\",\"what\":\"" + UID + "\",\"why\":\"no verdict\"}]";

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Tokens tokens = new Tokens();

  @BeforeEach
  void fill() throws SQLException {
    postgres.truncateAll();
    postgres.sql(
        """
        INSERT INTO spool (measurement_uid, report_id, received_at, digest, size, content_offset,
          content_length, body)
        VALUES ('%s', '', '2026-01-02', sha256(''), 0, 0, 0, '')
        """
            .formatted(UID));
  }

  @Test
  void anAdminSeesWhatIsMissingAndNothingChanges() throws Exception {
    MockHttpResponse answer = post(tokens.admin(), "");
    assertEquals(200, answer.getStatus());
    String text = answer.getContentAsString();
    assertTrue(text.contains(COUNTS) && text.contains(MISSING), text);
    assertTrue(text.contains("\"dry_run\":true"), text);
    assertEquals("0", postgres.one("SELECT count(*) FROM parked"));
    assertEquals("0", postgres.one("SELECT count(*) FROM archive_request"));
  }

  @Test
  void anAdminWhoSaysSoHasItDoneAgain() throws Exception {
    String text = post(tokens.admin(), "?dry_run=false").getContentAsString();
    assertTrue(text.contains(COUNTS) && text.contains("\"dry_run\":false"), text);
    assertEquals(UID, postgres.one("SELECT measurement_uid FROM parked WHERE replay_requested"));
    assertEquals(
        "00112233445566778899aabbccddeeff", postgres.one("SELECT account_id FROM archive_request"));
  }

  @Test
  void onlyTheDaysThatAreAskedForAreLookedAt() throws Exception {
    String text =
        post(tokens.admin(), "?first_day=2026-11-01&last_day=2026-11-21").getContentAsString();
    assertTrue(text.contains("\"missing\":[]"), text);
  }

  @Test
  void whatIsNoDayIsRefused() throws Exception {
    for (String query :
        List.of(
            "?first_day=x",
            "?last_day=2026-02-30",
            "?first_day=2026-01-01",
            "?first_day=2026-11-23",
            "?dry_run=no")) {
      assertEquals(422, post(tokens.admin(), query).getStatus(), query);
    }
  }

  @Test
  void nobodyElseAsks() throws Exception {
    String user = tokens.user("0123456789abcdef0123456789abcdef");
    assertEquals(401, post(user, "?dry_run=false").getStatus());
    assertEquals("0", postgres.one("SELECT count(*) FROM parked"));
  }

  private MockHttpResponse post(String token, String query) throws Exception {
    ArchiveRepairResource resource = new ArchiveRepairResource();
    resource.database = postgres.application();
    resource.sessions = tokens.sessions();
    resource.clock = Page.CLOCK;
    return new Page(resource)
        .send(
            MockHttpRequest.post("/archive/repair" + query)
                .header("Authorization", "Bearer " + token));
  }
}
