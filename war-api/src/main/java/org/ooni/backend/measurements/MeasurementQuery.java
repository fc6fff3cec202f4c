// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ooni.backend.queries.Conditions;

/**
 * A list of measurements that somebody asked for, all values checked (measurement API 3.1).
 *
 * @param reportId only this run
 * @param input only this input; then domains and category do not count
 * @param domains any of these, or any at all when empty; likewise the other lists
 * @param probeAsns without the prefix AS
 * @param category only inputs that some test list has in this category
 * @param since later than this
 * @param until not later than this
 * @param runLink only measurements of this OONI Run link
 */
record MeasurementQuery(
    Optional<String> reportId,
    Optional<String> input,
    List<String> domains,
    List<String> probeCcs,
    List<Long> probeAsns,
    List<String> testNames,
    List<String> softwareVersions,
    List<String> testVersions,
    List<String> engineVersions,
    Optional<String> category,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<Boolean> anomaly,
    Optional<Boolean> confirmed,
    Optional<Boolean> failure,
    Optional<BigInteger> runLink,
    PageRequest page) {

  private static final int LONG_PAGE = 10_000;

  private static final String ROWS =
      """
      select page.*, n.org_name, c.category_code
      from (
        select f.measurement_uid, f.report_id, f.probe_cc, f.probe_asn, f.test_name,
          f.measurement_start_time, f.input, f.anomaly, f.confirmed, f.msm_failure, f.scores,
          f.is_verified
        from fastpath f
      """;

  private static final String NEWEST_FIRST =
      """
      order by f.measurement_start_time desc, f.measurement_uid desc
      limit ? offset ?
      """;

  private static final String OLDEST_FIRST =
      """
      order by f.measurement_start_time, f.measurement_uid
      limit ? offset ?
      """;

  /** What a row is decorated with, looked up for the rows of the page only. */
  private static final String NAMES =
      """
      ) page
      left join lateral (
        select org_name from asnmeta where asn = page.probe_asn order by changed desc limit 1
      ) n on true
      left join lateral (
        select category_code from citizenlab where url = page.input
        order by cc <> 'ZZ', cc, category_code limit 1
      ) c on true
      """;

  private static final String PAGE_NEWEST_FIRST =
      "order by page.measurement_start_time desc, page.measurement_uid desc";

  private static final String PAGE_OLDEST_FIRST =
      "order by page.measurement_start_time, page.measurement_uid";

  private static final String KNOWN_CATEGORY =
      "exists (select from citizenlab where category_code = ?)";

  /** A hash table: as a join it is compared with each row, as the order by time is wanted. */
  private static final String IN_CATEGORY =
      "(f.input in (select url from citizenlab where category_code = ?)) is true";

  /**
   * Whether it may look at many rows: it is long, or no index has what it looks for so that all
   * rows of its time may be passed over.
   */
  boolean isHeavy() {
    boolean selective =
        reportId.isPresent()
            || input.isPresent()
            || !domains.isEmpty()
            || !probeCcs.isEmpty()
            || !probeAsns.isEmpty()
            || runLink.isPresent()
            || anomaly.orElse(false)
            || confirmed.orElse(false);
    boolean rare =
        category.isPresent()
            || !testNames.isEmpty()
            || !softwareVersions.isEmpty()
            || !testVersions.isEmpty()
            || !engineVersions.isEmpty();
    return page.isLong(LONG_PAGE) || rare && !selective;
  }

  /** The statement, with the values for its question marks. */
  Conditions.Statement statement() {
    Conditions where = new Conditions();
    reportId.ifPresent(id -> where.anyLongText("f.report_id", List.of(id)));
    inputOrSite(where);
    places(where);
    where.any("f.test_name = ?", "f.test_name = any (?)", "text", testNames);
    where.any("f.software_version = ?", "f.software_version = any (?)", "text", softwareVersions);
    where.any("f.test_version = ?", "f.test_version = any (?)", "text", testVersions);
    where.any("f.engine_version = ?", "f.engine_version = any (?)", "text", engineVersions);
    since.ifPresent(time -> where.add("f.measurement_start_time > ?", time));
    until.ifPresent(time -> where.add("f.measurement_start_time <= ?", time));
    flag(where, anomaly, "f.anomaly", "not f.anomaly");
    flag(where, confirmed, "f.confirmed", "not f.confirmed");
    flag(where, failure, "f.msm_failure", "not f.msm_failure");
    runLink.ifPresent(link -> where.add("f.ooni_run_link_id = ?", link));
    page.startIn(where, since.isPresent() || until.isPresent());
    String tail =
        page.newestFirst()
            ? NEWEST_FIRST + NAMES + PAGE_NEWEST_FIRST
            : OLDEST_FIRST + NAMES + PAGE_OLDEST_FIRST;
    return where.statement(ROWS, tail, page.limit(), page.skipped());
  }

  private void places(Conditions where) {
    where.any("f.probe_cc = ?", "f.probe_cc = any (?)", "text", probeCcs);
    if (probeCcs.isEmpty()) {
      where.add("f.probe_cc <> 'ZZ'");
    }
    where.any("f.probe_asn = ?", "f.probe_asn = any (?)", "bigint", probeAsns);
    if (probeAsns.isEmpty()) {
      where.add("f.probe_asn <> 0");
    }
  }

  private void inputOrSite(Conditions where) {
    if (input.isPresent()) {
      where.add("hashtextextended(f.input, 0) = hashtextextended(?, 0)", input.get());
      where.add("f.input = ? and f.input <> ''", input.get());
      return;
    }
    where.anyLongText("f.domain", domains);
    category.ifPresent(code -> where.add(KNOWN_CATEGORY, code));
    category.ifPresent(code -> where.add(IN_CATEGORY, code));
  }

  private static void flag(
      Conditions where, Optional<Boolean> wanted, String whenTrue, String whenFalse) {
    wanted.ifPresent(flag -> where.add(flag ? whenTrue : whenFalse));
  }
}
