// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measurements and test lists, and the plainest way to count them.
 *
 * @param lists rows of url, country and category
 */
record Recount(List<Msm> rows, List<List<String>> lists) {

  static final LocalDate FIRST_DAY = LocalDate.parse("2023-12-28");
  static final int DAYS = 12;

  private static final String LONG = "x".repeat(300);
  private static final List<String> DOMAINS =
      List.of(
          "a.example", "b.example", "b.example:853", LONG + "1.example", LONG + "2.example", "");

  static Recount random(Random random) {
    List<Msm> rows = IntStream.range(0, 700).mapToObj(i -> row(random)).toList();
    return new Recount(
        rows,
        List.of(
            List.of("https://a.example/", "ZZ", "NEWS"),
            List.of("https://a.example/", "it", "NEWS"),
            List.of("https://a.example/", "ir", "HUMR"),
            List.of("https://b.example/", "ir", "NEWS"),
            List.of("https://b.example/", "de", "FILE"),
            List.of("https://b.example/1", "it", "FILE"),
            List.of("https://b.example/1", "de", "FILE"),
            List.of("https://never.example/", "ZZ", "FILE")));
  }

  private static Msm row(Random random) {
    String domain = one(random, DOMAINS);
    String path = random.nextInt(3) == 0 ? "/1" : "/";
    return new Msm(
        start(random),
        one(random, List.of("IT", "IT", "IR", "DE", "ZZ")),
        random.nextInt(10) == 0
            ? null
            : one(random, List.of(3269L, 3269L, 44244L, 4294967295L, 0L)),
        domain.isEmpty()
            ? one(random, List.of("whatsapp", "torsf"))
            : one(random, List.of("web_connectivity", "web_connectivity", "urlgetter")),
        domain,
        domain.isEmpty() ? "" : "https://" + domain + path,
        one(random, List.of("", "", "", "a", "a", "ac", "c", "f", "af", "acf", "cf")),
        one(random, List.of("", "", "dns", "tcp_ip")),
        random.nextInt(10) == 0 ? 10042L : null);
  }

  private static String start(Random random) {
    if (random.nextInt(25) == 0) {
      return null;
    }
    LocalDateTime day = FIRST_DAY.plusDays(random.nextInt(DAYS)).atStartOfDay();
    LocalDateTime time =
        switch (random.nextInt(4)) {
          case 0 -> day;
          case 1 -> day.minusNanos(1000);
          default -> day.plusSeconds(random.nextInt(86_400));
        };
    return time + "Z";
  }

  /** The groups of an answer in order, all values as texts. */
  List<Map<String, String>> answer(Question question) {
    Map<List<String>, long[]> counts =
        new TreeMap<>(Comparator.comparing((List<String> keys) -> String.join("\u0001", keys)));
    if (question.axes().isEmpty()) {
      counts.put(List.of(), new long[5]);
    }
    for (Msm row : rows) {
      if (matches(row, question)) {
        for (List<String> keys : keys(row, question)) {
          count(row, counts.computeIfAbsent(keys, first -> new long[5]));
        }
      }
    }
    List<Map<String, String>> groups = new ArrayList<>();
    counts.forEach((keys, numbers) -> groups.add(group(question.axes(), keys, numbers)));
    return groups;
  }

  /** The different values that rows have. */
  List<String> values(Function<Msm, String> property) {
    return rows.stream().map(property).distinct().sorted().toList();
  }

  List<String> categories() {
    return lists.stream().map(list -> list.get(2)).distinct().sorted().toList();
  }

  static String network(Msm row) {
    return row.asn() == null ? "0" : row.asn().toString();
  }

  private boolean matches(Msm row, Question question) {
    LocalDate day = time(row).toLocalDate();
    return !day.isBefore(question.date("since"))
        && day.isBefore(question.date("until"))
        && question.allows("probe_cc", row.cc())
        && question.allows("probe_asn", network(row))
        && question.allows("test_name", row.test())
        && question.allows("domain", row.domain())
        && question.allows("input", row.input())
        && question.allows("ooni_run_link_id", String.valueOf(row.runLink()))
        && (!question.parameters().containsKey("category_code") || isListed(row, question));
  }

  private boolean isListed(Msm row, Question question) {
    List<String> countries = question.items("probe_cc");
    return lists.stream()
        .filter(list -> list.get(0).equals(row.input()))
        .filter(list -> question.allows("category_code", list.get(2)))
        .anyMatch(
            list ->
                list.get(1).equals("ZZ")
                    || countries.contains(list.get(1).toUpperCase(Locale.ROOT)));
  }

  private List<List<String>> keys(Msm row, Question question) {
    List<List<String>> all = List.of(List.of());
    for (String axis : question.axes()) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> keys : all) {
        for (String value : values(axis, row, question)) {
          longer.add(Stream.concat(keys.stream(), Stream.of(value)).toList());
        }
      }
      all = longer;
    }
    return all;
  }

  private List<String> values(String axis, Msm row, Question question) {
    return switch (axis) {
      case "blocking_type" -> List.of(row.blocking());
      case "domain" -> List.of(row.domain());
      case "input" -> List.of(row.input());
      case "measurement_start_day" -> List.of(bucket(time(row), question.grain()));
      // of equal length, so that texts sort like numbers
      case "probe_asn" -> List.of("%10s".formatted(network(row)));
      case "probe_cc" -> List.of(row.cc());
      case "test_name" -> List.of(row.test());
      case "category_code" ->
          lists.stream()
              .filter(list -> list.get(0).equals(row.input()))
              .map(list -> list.get(2))
              .filter(category -> question.allows("category_code", category))
              .distinct()
              .toList();
      default -> throw new AssertionError(axis);
    };
  }

  private static String bucket(LocalDateTime time, String grain) {
    LocalDate day = time.toLocalDate();
    return switch (grain) {
      case "hour" -> DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:00:00'Z'").format(time);
      case "day" -> day.toString();
      case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)).toString();
      case "month" -> day.withDayOfMonth(1).toString();
      case "year" -> day.withDayOfYear(1).toString();
      default -> throw new AssertionError(grain);
    };
  }

  private static LocalDateTime time(Msm row) {
    return row.start() == null
        ? LocalDate.EPOCH.atStartOfDay()
        : OffsetDateTime.parse(row.start()).toLocalDateTime();
  }

  private static void count(Msm row, long[] counts) {
    counts[0]++;
    if (row.flags().contains("f")) {
      counts[1]++;
    } else if (row.flags().contains("c")) {
      counts[2]++;
    } else if (row.flags().contains("a")) {
      counts[3]++;
    } else {
      counts[4]++;
    }
  }

  private static Map<String, String> group(List<String> axes, List<String> keys, long[] counts) {
    Map<String, String> group = new TreeMap<>();
    group.put("measurement_count", Long.toString(counts[0]));
    group.put("failure_count", Long.toString(counts[1]));
    group.put("confirmed_count", Long.toString(counts[2]));
    group.put("anomaly_count", Long.toString(counts[3]));
    group.put("ok_count", Long.toString(counts[4]));
    for (int i = 0; i < axes.size(); i++) {
      group.put(axes.get(i), axes.get(i).equals("probe_asn") ? keys.get(i).strip() : keys.get(i));
    }
    return group;
  }

  private static <T> T one(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
