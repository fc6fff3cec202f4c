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
 * @param newestFirst order by start time, then by id
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
    boolean newestFirst,
    int limit,
    long offset) {

  private static final String COLUMNS =
      """
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

  private static final String IN_CATEGORY =
      "exists (select from citizenlab c where c.url = f.input and c.category_code = ?)";

  /** The statement, with the values for its question marks. */
  Conditions.Statement statement() {
    Conditions where = new Conditions();
    reportId.ifPresent(
        id -> where.add("left(f.report_id, 255) = left(?, 255) and f.report_id = ?", id, id));
    inputOrSite(where);
    where.any("f.probe_cc = ?", "f.probe_cc = any (?)", "text", probeCcs);
    if (probeCcs.isEmpty()) {
      where.add("f.probe_cc <> 'ZZ'");
    }
    where.any("f.probe_asn = ?", "f.probe_asn = any (?)", "bigint", probeAsns);
    if (probeAsns.isEmpty()) {
      where.add("f.probe_asn <> 0");
    }
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
    return where.statement(COLUMNS, newestFirst ? NEWEST_FIRST : OLDEST_FIRST, limit, offset);
  }

  private void inputOrSite(Conditions where) {
    if (input.isPresent()) {
      where.add("f.input = ?", input.get());
      return;
    }
    where.anyLongText("f.domain", domains);
    category.ifPresent(code -> where.add(IN_CATEGORY, code));
  }

  private static void flag(
      Conditions where, Optional<Boolean> wanted, String whenTrue, String whenFalse) {
    wanted.ifPresent(flag -> where.add(flag ? whenTrue : whenFalse));
  }
}
