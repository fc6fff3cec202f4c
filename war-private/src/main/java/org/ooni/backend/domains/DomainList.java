// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.domains;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.database.ReadDatabase;

/** All domains of the test lists with their measurements of all time. */
@ApplicationScoped
class DomainList {

  private static final String DOMAINS =
      """
      select listed.domain, category_code, coalesce(measurement_count, 0)
      from (
        select distinct on (domain collate "C") domain, category_code
        from citizenlab
        order by domain collate "C", upper(cc) <> 'ZZ', length(url), url collate "C",
          category_code collate "C"
      ) listed
      left join (
        select domain, measurement_count
        from rollup_domain_total join rollup_domain using (domain_id)
        where test_id = (select test_id from rollup_test where test_name = 'web_connectivity')
          and measurement_count > 0
      ) measured on measured.domain = listed.domain
      order by listed.domain collate "C"
      """;

  @Inject ReadDatabase database;

  record Domain(String domain_name, String category_code, long measurement_count) {}

  record Domains(int v, List<Domain> results) {}

  /** All, by name. */
  Domains domains() {
    return new Domains(0, database.ask(DOMAINS, DomainList::domains));
  }

  private static List<Domain> domains(PreparedStatement statement) throws SQLException {
    List<Domain> domains = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        domains.add(new Domain(rows.getString(1), rows.getString(2), rows.getLong(3)));
      }
    }
    return domains;
  }
}
