// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.queries.JsonRows;
import org.ooni.backend.schema.MigratedPostgres;

class ControlCountsTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();

  @Test
  void testHelpersAreCountedByAddress() throws SQLException {
    postgres.truncateAll();
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into obs_web_ctrl (measurement_uid, observation_idx, measurement_start_time,
            hostname, ip, port, ip_asn, dns_success, tcp_success, tls_success, dns_failure) values
          ('a', 0, '2024-01-11 11:30:00Z', 'x.org', '192.0.2.1', 443, 13335, true, true, true, null),
          ('a', 1, '2024-01-11 11:30:00Z', 'x.org', '192.0.2.1', 80, 1, null, true, null, null),
          ('b', 0, '2024-01-11 11:40:00Z', 'x.org', '', null, null, null, null, null,
            'dns_nxdomain_error'),
          ('c', 0, '2024-01-11 11:00:00Z', 'x.org', '192.0.2.2', 443, 1, true, true, true, null),
          ('d', 0, '2024-01-11 12:00:00Z', 'x.org', '192.0.2.1', 80, 1, null, false, false, null)
          """);
    }
    assertEquals(
        """
        [{"hostname":"x.org","ip":"","is_cloud_provider":false,"in_dns_answers":false,\
        "tls_consistent":false,"tcp_success_count":0,"tcp_failure_count":0,"tls_success_count":0,\
        "tls_failure_count":0,"dns_success_count":1,"dns_nxdomain_count":1,\
        "dns_other_failure_count":0},\
        {"hostname":"x.org","ip":"192.0.2.1","port":80,"asn":1,"is_cloud_provider":false,\
        "in_dns_answers":false,"tls_consistent":true,"tcp_success_count":1,"tcp_failure_count":1,\
        "tls_success_count":0,"tls_failure_count":0,"dns_success_count":1,"dns_nxdomain_count":1,\
        "dns_other_failure_count":0},\
        {"hostname":"x.org","ip":"192.0.2.1","port":443,"asn":13335,"is_cloud_provider":true,\
        "in_dns_answers":true,"tls_consistent":true,"tcp_success_count":1,"tcp_failure_count":0,\
        "tls_success_count":1,"tls_failure_count":0,"dns_success_count":1,"dns_nxdomain_count":1,\
        "dns_other_failure_count":0}]""",
        countsOf("x.org"));
  }

  private String countsOf(String host) {
    MultivaluedHashMap<String, String> given = new MultivaluedHashMap<>();
    given.putSingle("hostname", host);
    Clock clock = Clock.fixed(Instant.parse("2024-01-11T12:00:00Z"), ZoneOffset.UTC);
    Rows rows = new Rows();
    rows.database = new ReadDatabase(postgres.application(), Duration.ofSeconds(10));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    rows.write(
        new ControlCounts(given, clock).statement(),
        out,
        (found, json) -> new JsonRows(json, JsonRows.Nulls.DROPPED).writeAll(found));
    return out.toString(StandardCharsets.UTF_8);
  }
}
