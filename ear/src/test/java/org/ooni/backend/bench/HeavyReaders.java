// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Many readers who ask the heaviest questions over and over, each a question of its own: at once
 * when they were answered, and later when they were refused.
 */
final class HeavyReaders {

  private static final Duration IMPATIENCE = Duration.ofSeconds(1);

  /** The server closes a connection on which nothing comes for longer. */
  private static final Duration KEPT = Duration.ofSeconds(20);

  private final int port;
  private final boolean patient;
  private final ExecutorService threads;
  private final List<Future<Map<Integer, Integer>>> asking = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  private HeavyReaders(int port, int number, boolean patient) {
    this.port = port;
    this.patient = patient;
    threads = Executors.newFixedThreadPool(number);
  }

  /**
   * Lets so many ask.
   *
   * @param today the day behind the last measurement
   * @param patient whether who is refused waits as long as the answer says; else it is a second
   */
  static HeavyReaders start(int port, LocalDate today, int number, boolean patient) {
    HeavyReaders readers = new HeavyReaders(port, number, patient);
    List<String> questions = questions(today);
    for (int i = 0; i < number; i++) {
      byte[] question = LoadClient.get(questions.get(i % questions.size()));
      readers.asking.add(readers.threads.submit(() -> readers.ask(question)));
    }
    return readers;
  }

  /** Ends it when all have their last answer, and tells how many there were of each status. */
  Map<Integer, Integer> end() throws InterruptedException, ExecutionException {
    over.countDown();
    Map<Integer, Integer> answers = new TreeMap<>();
    for (Future<Map<Integer, Integer>> one : asking) {
      one.get().forEach((status, count) -> answers.merge(status, count, Integer::sum));
    }
    threads.shutdown();
    return answers;
  }

  private Map<Integer, Integer> ask(byte[] question) throws IOException, InterruptedException {
    Map<Integer, Integer> answers = new TreeMap<>();
    while (over.getCount() > 0) {
      try (LoadClient client = new LoadClient(port)) {
        Duration pause = Duration.ZERO;
        while (pause.compareTo(KEPT) < 0 && !over.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          int status = client.send(question);
          answers.merge(status, 1, Integer::sum);
          pause = pauseAfter(status, client.retryAfter());
        }
        over.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
    return answers;
  }

  private Duration pauseAfter(int status, int retryAfter) {
    if (status == 200) {
      return Duration.ZERO;
    }
    return patient ? Duration.ofSeconds(retryAfter) : IMPATIENCE;
  }

  /** The heaviest there are. */
  static List<String> questions(LocalDate today) {
    String year = "since=" + today.minusDays(365) + "&until=" + today.plusDays(1);
    String month = "since=" + today.minusDays(30) + "&until=" + today.plusDays(1);
    String chart = "/api/v1/aggregation?axis_x=measurement_start_day&";
    return List.of(
        chart + "axis_y=domain&time_grain=day&" + month,
        chart + "axis_y=blocking_type&time_grain=day&" + year,
        "/api/v1/aggregation?axis_x=probe_asn&axis_y=domain&" + month,
        "/api/v1/measurements?limit=100000&" + month,
        "/api/v1/measurements?category_code=NEWS&limit=100&offset=20000&" + month);
  }
}
