// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Test lists of about the size of the public ones, and the counters of two weeks in many networks.
 */
final class CheckInRows {

  /** Networks in each country. */
  static final int NETWORKS = 20;

  private static final int COUNTRIES = 150;

  private static final String LISTS =
      """
      insert into citizenlab (domain, url, cc, category_code)
      select 'site' || n || '.example', 'https://site' || n || '.example/',
             case when n <= 1800 then 'ZZ' else lower(countries[1 + n % cardinality(countries)]) end,
             (array['NEWS', 'POLR', 'HUMR', 'GRP', 'COMT', 'MMED', 'SRCH', 'XED', 'REL', 'HOST',
                    'CULTR', 'GOVT', 'PORN', 'GMB', 'HACK', 'MISC'])[1 + n % 16]
      from generate_series(1, 35000) n, (select ?::text[]) given (countries)
      on conflict do nothing
      """;

  private static final String COUNTERS =
      """
      insert into counters_asn_test_list (week, probe_cc, probe_asn, input, msmt_cnt)
      select week, country, place * 100 + network, 'https://site' || n || '.example/',
             1 + n * network % 50
      from unnest(?::text[]) with ordinality given (country, place),
           generate_series(1, ?) network,
           (select current_date - extract(dow from current_date)::int - days
            from unnest(array[0, 7]) days) weeks (week),
           generate_series(1, 334) n
      on conflict do nothing
      """;

  private CheckInRows() {}

  /** The countries, by whose place in the list their networks are numbered. */
  static List<String> countries() {
    return Arrays.stream(Locale.getISOCountries()).limit(COUNTRIES).toList();
  }

  /** A network of a country. */
  static int asn(int country, int network) {
    return (country + 1) * 100 + network + 1;
  }

  /** Inserts 35,000 rows of lists and 2 million counters. */
  static void insert(Connection owner) throws SQLException {
    Object countries = owner.createArrayOf("text", countries().toArray());
    try (PreparedStatement lists = owner.prepareStatement(LISTS);
        PreparedStatement counters = owner.prepareStatement(COUNTERS);
        Statement analyze = owner.createStatement()) {
      lists.setObject(1, countries);
      lists.executeUpdate();
      counters.setObject(1, countries);
      counters.setInt(2, NETWORKS);
      counters.executeUpdate();
      analyze.execute("vacuum analyze citizenlab, counters_asn_test_list");
    }
  }
}
