// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.ooni.backend.scoring.FastpathRow;

/**
 * Rows of measurements that nobody made, spread evenly over a time: the row of a number is the same
 * every time. Five in a hundred are anomalies, one is confirmed, two have failed.
 *
 * @param world where they come from
 * @param first number of the first row
 * @param last number behind the last row
 * @param start time of the first row
 * @param length from the first row to the last
 */
record GeneratedRows(GeneratedWorld world, long first, long last, Instant start, Duration length) {

  /** Measurements of one run. */
  private static final int RUN = 20;

  private static final double FAILED = 0.02;
  private static final double CONFIRMED = 0.01;
  private static final double ANOMALOUS = 0.05;

  private static final Set<String> WITH_PAGES =
      Set.of("web_connectivity", "urlgetter", "http_requests", "browser_web");

  private static final Set<String> WITH_RUNTIME = Set.of("psiphon", "torsf");

  private static final String[] BLOCKING = {"dns", "tcp_ip", "http-diff", "http-failure"};

  private static final String FINE =
      "{\"blocking_general\":0.0,\"blocking_global\":0.0,\"blocking_country\":0.0,"
          + "\"blocking_isp\":0.0,\"blocking_local\":0.0,\"accuracy\":1.0}";

  private static final String BLOCKED =
      "{\"blocking_general\":1.0,\"blocking_global\":0.0,\"blocking_country\":0.0,"
          + "\"blocking_isp\":0.0,\"blocking_local\":0.0,\"accuracy\":1.0,"
          + "\"analysis\":{\"blocking_type\":\"%s\"}}";

  private static final String EXTRA = ",\"extra\":{\"test_runtime\":%s}}";

  private static final DateTimeFormatter UID_TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSSSSS").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter REPORT_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** What all measurements of a run have in common. */
  private record Run(
      long number,
      Instant start,
      String cc,
      long asn,
      String nettest,
      String version,
      boolean phone) {

    String reportId() {
      return "%s_%s_%s_%d_n1_%016d"
          .formatted(REPORT_TIME.format(start), plain(nettest), cc, asn, number);
    }
  }

  /** What came of a measurement. */
  private record Verdict(boolean anomaly, boolean confirmed, boolean failed, String blocking) {}

  /** The row of a number. */
  FastpathRow row(long number) {
    Run run = run(number / RUN);
    SplittableRandom random = new SplittableRandom(number * 2);
    int site = WITH_PAGES.contains(run.nettest()) ? world.site(random.nextDouble()) : -1;
    Verdict verdict = verdict(random);
    Instant time = timeOf(number).plusNanos(random.nextInt(1000) * 1000L);
    String uid = uid(time, run, random.nextLong());
    String input = site < 0 ? "" : GeneratedWorld.page(site, random.nextInt(6));
    float runtime = (float) random.nextDouble(20);
    return new FastpathRow(
        uid,
        run.reportId(),
        input,
        site < 0 ? "" : GeneratedWorld.domain(site),
        run.cc(),
        run.asn(),
        run.nettest(),
        run.start(),
        time,
        scores(run, verdict, runtime),
        run.phone() ? "android" : "linux",
        verdict.anomaly(),
        verdict.confirmed(),
        verdict.failed(),
        verdict.blocking(),
        run.phone() ? "ooniprobe-android" : "ooniprobe-cli",
        run.version(),
        "0.4.3",
        runtime,
        run.phone() ? "arm64" : "amd64",
        "ooniprobe-engine",
        run.version(),
        "https://0.th.ooni.org",
        "https",
        null,
        "u",
        "1.0.0",
        "generated",
        verdict.anomaly() ? "web_connectivity.blocking" : "");
  }

  private static String scores(Run run, Verdict verdict, float runtime) {
    String scores = verdict.anomaly() ? BLOCKED.formatted(verdict.blocking()) : FINE;
    return WITH_RUNTIME.contains(run.nettest())
        ? scores.substring(0, scores.length() - 1) + EXTRA.formatted(runtime)
        : scores;
  }

  private Run run(long number) {
    SplittableRandom random = new SplittableRandom(number * 2 + 1);
    int country = world.country(random.nextDouble());
    return new Run(
        number,
        timeOf(Math.max(number * RUN, first)),
        world.countryCode(country),
        world.network(country, random.nextDouble()),
        world.nettest(random.nextDouble()),
        "3." + (20 + random.nextInt(10)) + ".0",
        random.nextBoolean());
  }

  private static Verdict verdict(SplittableRandom random) {
    double point = random.nextDouble();
    boolean failed = point < FAILED;
    boolean confirmed = !failed && point < FAILED + CONFIRMED;
    boolean anomaly = !failed && point < FAILED + CONFIRMED + ANOMALOUS;
    String blocking = anomaly ? BLOCKING[random.nextInt(BLOCKING.length)] : "";
    return new Verdict(anomaly, confirmed, failed, blocking);
  }

  private Instant timeOf(long number) {
    double part = (number - first) / (double) (last - first);
    return start.plusNanos((long) (length.toNanos() * part) / 1000 * 1000);
  }

  private static String uid(Instant time, Run run, long hash) {
    return "%s_%s_%s_%016x".formatted(UID_TIME.format(time), run.cc(), plain(run.nettest()), hash);
  }

  private static String plain(String nettest) {
    return nettest.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
