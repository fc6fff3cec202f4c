// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ooni.backend.problem.Unavailable;

class KeptAnswerTest {

  private static final Duration AGE = Duration.ofMinutes(1);
  private static final Duration MAX_AGE = Duration.ofHours(1);
  private static final Unavailable AWAY = new Unavailable(Duration.ofSeconds(1), "away");

  private final Movable clock = new Movable();
  private final KeptAnswer kept = new KeptAnswer(clock, AGE, MAX_AGE);
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void itIsMadeAgainWhenItIsOld() {
    assertEquals("[1]", ask());
    clock.move(AGE.minusMillis(1));
    assertEquals("[1]", ask());
    clock.move(Duration.ofMillis(1));
    assertEquals("[2]", ask());
  }

  @Test
  void withoutAnAgeItIsMadeEachTime() {
    KeptAnswer never = new KeptAnswer(clock, Duration.ZERO, MAX_AGE);
    assertEquals("[1]", text(never.answer(headers(""), this::make)));
    assertEquals("[2]", text(never.answer(headers(""), this::make)));
  }

  @Test
  void theLastOneServesWhileItCannotBeMade() {
    assertThrows(Unavailable.class, () -> kept.answer(headers(""), this::fail));
    assertEquals("[1]", ask());
    clock.move(MAX_AGE.minusMillis(1));
    assertEquals("[1]", text(kept.answer(headers(""), this::fail)));
    clock.move(Duration.ofMillis(1));
    assertThrows(Unavailable.class, () -> kept.answer(headers(""), this::fail));
    assertEquals("[2]", ask());
  }

  @Test
  void manyWhoAskAtTheSameTimeHaveItMadeOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(this::ask));
      }
      for (Future<String> answer : answers) {
        assertEquals("[1]", answer.get(10, TimeUnit.SECONDS));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whileItIsMadeAnewTheLastOneIsGiven() throws Exception {
    ask();
    clock.move(AGE);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<String> slow =
          thread.submit(
              () ->
                  text(
                      kept.answer(
                          headers(""),
                          () -> {
                            begun.countDown();
                            await(goOn);
                            return make();
                          })));
      await(begun);
      assertEquals("[1]", ask());
      goOn.countDown();
      assertEquals("[2]", slow.get(10, TimeUnit.SECONDS));
      assertEquals("[2]", ask());
    } finally {
      thread.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "gzip|true",
        "GZIP, deflate, br|true",
        "br, gzip;q=0.5|true",
        "gzip ; q=1.0|true",
        "gzip;q=0|false",
        "gzip;q=0.0, br|false",
        "identity|false",
        "''|false",
        "x-gzip|false",
      },
      delimiter = '|')
  void itIsCompressedForWhoTakesIt(String accepted, boolean compressed) throws IOException {
    Response answer = kept.answer(headers(accepted), this::make);
    assertEquals("max-age=3600", answer.getHeaderString("Cache-Control"));
    assertEquals("Accept-Encoding", answer.getHeaderString("Vary"));
    if (!compressed) {
      assertNull(answer.getHeaderString("Content-Encoding"));
      assertEquals("[1]", text(answer));
      return;
    }
    assertEquals("gzip", answer.getHeaderString("Content-Encoding"));
    ByteArrayInputStream bytes = new ByteArrayInputStream((byte[]) answer.getEntity());
    try (GZIPInputStream plain = new GZIPInputStream(bytes)) {
      assertEquals("[1]", new String(plain.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private String ask() {
    return text(kept.answer(headers(""), this::make));
  }

  private Object make() {
    return List.of(made.incrementAndGet());
  }

  private Object fail() {
    throw AWAY;
  }

  private static String text(Response answer) {
    return new String((byte[]) answer.getEntity(), StandardCharsets.UTF_8);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpHeaders headers(String acceptEncoding) {
    return (HttpHeaders)
        Proxy.newProxyInstance(
            KeptAnswerTest.class.getClassLoader(),
            new Class<?>[] {HttpHeaders.class},
            (proxy, method, arguments) ->
                acceptEncoding.isEmpty() ? null : List.of(acceptEncoding));
  }

  private static final class Movable extends Clock {

    private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");

    void move(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
