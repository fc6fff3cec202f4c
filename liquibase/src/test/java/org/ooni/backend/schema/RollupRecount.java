// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Counts {@code fastpath} and the live test lists from scratch, with nothing of what keeps the
 * rollups, for the tests of any module.
 */
public final class RollupRecount {

  private static final String COUNTS =
      """
      concat_ws(',', sum(m), sum(a), sum(c), sum(f), sum(af), sum(cf))
      """;
  private static final String KEPT =
      """
      concat_ws(',', measurement_count, anomaly_count, confirmed_count, failure_count,
        anomaly_flag_count, confirmed_flag_count)
      """;

  private static final String WRONG_CELLS =
      """
      WITH cell AS (
        SELECT coalesce((measurement_start_time AT TIME ZONE 'UTC')::date, '1970-01-01') AS d,
          probe_cc AS cc, coalesce(probe_asn, 0) AS n, test_name AS t, domain AS o, input AS i,
          count(*) AS m, count(*) FILTER (WHERE msm_failure) AS f,
          count(*) FILTER (WHERE NOT msm_failure AND confirmed) AS c,
          count(*) FILTER (WHERE NOT msm_failure AND NOT confirmed AND anomaly) AS a,
          count(*) FILTER (WHERE anomaly) AS af, count(*) FILTER (WHERE confirmed) AS cf
        FROM fastpath GROUP BY d, cc, n, t, o, i
      ), listed AS (
        SELECT cell.*, category_code AS k,
          CASE WHEN bool_or(list.cc = 'ZZ') THEN 'G'
            WHEN bool_or(list.cc = lower(cell.cc)) THEN 'L' ELSE 'O' END AS s
        FROM cell JOIN citizenlab list ON url = i
        GROUP BY d, cell.cc, n, t, o, i, m, f, c, a, af, cf, category_code
      ), due (rollup, cell, counts) AS (
        SELECT 'country_day', concat_ws('|', cc, d, t), %1$s FROM cell GROUP BY cc, d, t
        UNION ALL SELECT 'network_day', concat_ws('|', cc, d, n, t), %1$s
          FROM cell GROUP BY cc, d, n, t
        UNION ALL SELECT 'site_day', concat_ws('|', o, d, i, cc, t), %1$s
          FROM cell GROUP BY o, d, i, cc, t
        UNION ALL SELECT 'category_day', concat_ws('|', k, d, t, cc, s), %1$s
          FROM listed GROUP BY k, d, t, cc, s
        UNION ALL SELECT 'category_month',
          concat_ws('|', k, d - extract(day FROM d)::int + 1, t, cc, s), %1$s
          FROM listed GROUP BY k, d - extract(day FROM d)::int + 1, t, cc, s
        UNION ALL SELECT 'category_year',
          concat_ws('|', k, make_date(extract(year FROM d)::int, 1, 1), t, cc, s), %1$s
          FROM listed GROUP BY k, make_date(extract(year FROM d)::int, 1, 1), t, cc, s
        UNION ALL SELECT 'network_month', concat_ws('|', d - extract(day FROM d)::int + 1, n, cc, t),
          %1$s FROM cell GROUP BY d - extract(day FROM d)::int + 1, n, cc, t
        UNION ALL SELECT 'network_total', concat_ws('|', cc, n), sum(m)::text
          FROM cell GROUP BY cc, n
        UNION ALL SELECT 'domain_total', concat_ws('|', o, t), sum(m)::text FROM cell GROUP BY o, t
        UNION ALL SELECT 'overview_month', (d - extract(day FROM d)::int + 1)::text,
          concat_ws(',', sum(m), count(DISTINCT n), count(DISTINCT cc))
          FROM cell GROUP BY d - extract(day FROM d)::int + 1
      ), kept (rollup, cell, counts, measurement_count) AS (
        SELECT 'country_day', concat_ws('|', probe_cc, day, test_name), %2$s, measurement_count
          FROM rollup_country_day JOIN rollup_test USING (test_id)
        UNION ALL SELECT 'network_day', concat_ws('|', probe_cc, day, probe_asn, test_name), %2$s,
          measurement_count FROM rollup_network_day JOIN rollup_test USING (test_id)
        UNION ALL SELECT 'site_day', concat_ws('|', domain, day, input, probe_cc, test_name), %2$s,
          measurement_count FROM rollup_site_day JOIN rollup_test USING (test_id)
          JOIN rollup_domain USING (domain_id) JOIN rollup_input USING (input_id)
        UNION ALL SELECT 'category_day',
          concat_ws('|', category_code, day, test_name, probe_cc, list_scope), %2$s,
          measurement_count FROM rollup_category_day JOIN rollup_test USING (test_id)
        UNION ALL SELECT 'category_month',
          concat_ws('|', category_code, month, test_name, probe_cc, list_scope), %2$s,
          measurement_count FROM rollup_category_month JOIN rollup_test USING (test_id)
        UNION ALL SELECT 'category_year',
          concat_ws('|', category_code, year, test_name, probe_cc, list_scope), %2$s,
          measurement_count FROM rollup_category_year JOIN rollup_test USING (test_id)
        UNION ALL SELECT 'network_month', concat_ws('|', month, probe_asn, probe_cc, test_name),
          %2$s, measurement_count FROM rollup_network_month JOIN rollup_test USING (test_id)
        UNION ALL SELECT 'network_total', concat_ws('|', probe_cc, probe_asn),
          measurement_count::text, measurement_count FROM rollup_network_total
        UNION ALL SELECT 'domain_total', concat_ws('|', domain, test_name),
          measurement_count::text, measurement_count FROM rollup_domain_total
          JOIN rollup_test USING (test_id) JOIN rollup_domain USING (domain_id)
        UNION ALL SELECT 'overview_month', month::text,
          concat_ws(',', measurement_count, network_count, country_count), measurement_count
          FROM rollup_overview_month
      )
      SELECT left(format('rollup_%%s %%s should be %%s, is %%s', rollup, cell, due.counts,
        kept.counts), 500) AS wrong
      FROM due FULL JOIN (SELECT * FROM kept WHERE measurement_count <> 0) kept USING (rollup, cell)
      WHERE due.counts IS DISTINCT FROM kept.counts
      ORDER BY wrong LIMIT 20
      """
          .formatted(COUNTS, KEPT);

  private RollupRecount() {}

  /** Cells that are not what they should be when everything is drained, some of them; in words. */
  public static List<String> wrongCells(DataSource database) throws SQLException {
    List<String> wrong = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(WRONG_CELLS)) {
      while (rows.next()) {
        wrong.add(rows.getString(1));
      }
    }
    return wrong;
  }
}
