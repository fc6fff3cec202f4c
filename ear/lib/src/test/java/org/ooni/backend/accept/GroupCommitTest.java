// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.accept.AcceptLogUnavailable.Reason;
import org.ooni.backend.measurement.MeasurementUid;
import org.rocksdb.RocksDBException;

class GroupCommitTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final Batch EVERYTHING =
      new Batch(new MeasurementUid("0000000000"), new MeasurementUid("9999999999"));

  @TempDir Path directory;

  private final ConcurrentLinkedQueue<Batch> announced = new ConcurrentLinkedQueue<>();
  private LogStore store;
  private GroupCommit log;

  @BeforeEach
  void open() throws RocksDBException {
    store = LogStore.open(directory, Duration.ofHours(1));
    UidClock clock = new UidClock(NOON, Instant.EPOCH);
    log = new GroupCommit(store, clock, this::announce, Executors.defaultThreadFactory());
  }

  /** Never too much. */
  private boolean announce(Batch batch, int measurements) {
    announced.add(batch);
    return false;
  }

  @AfterEach
  void close() {
    log.close();
    store.close();
  }

  @Test
  void anAcknowledgedSubmissionIsThereAfterReopening() throws Exception {
    MeasurementUid uid = log.append(Submissions.of("body")).uid();
    close();
    open();
    AcceptedMeasurement found = store.find(uid).orElseThrow();
    assertArrayEquals("body".getBytes(StandardCharsets.UTF_8), found.body().content());
    assertEquals("20261122120000.000000_IT_webconnectivity_0123456789abcdef", uid.text());
    assertEquals(NOON.instant(), found.receivedAt());
    assertEquals(1, store.count());
    assertTrue(store.bytes() > 0);
  }

  @Test
  void sameBytesGetTheSameUidAlsoAfterReopening() throws Exception {
    MeasurementUid first = log.append(Submissions.of("body")).uid();
    close();
    open();
    Acknowledgement second = log.append(Submissions.of("body"));
    assertEquals(Submissions.retry(first), second);
    assertEquals(1, store.count());
  }

  @Test
  void aRetryIsKnownAfterTheFirstWasDropped() throws Exception {
    MeasurementUid first = log.append(Submissions.of("body")).uid();
    store.drop(List.of(first));
    assertEquals(Submissions.retry(first), log.append(Submissions.of("body")));
    assertEquals(0, store.count());
    assertEquals(0, store.bytes());
  }

  @Test
  void theLogKeepsCountOfWhatItTookWhateverBecomesOfIt() throws Exception {
    MeasurementUid first = log.append(Submissions.of("first")).uid();
    log.append(Submissions.of("first"));
    store.drop(List.of(first));
    AcceptedCounts before = store.accepted();
    close();
    open();
    log.append(Submissions.of("second"));
    assertEquals(Map.of("2026112212", 1L), before.byHour());
    assertEquals(Map.of("2026112212", 2L), store.accepted().byHour());
    assertEquals(before.logId(), store.accepted().logId());
  }

  @Test
  void concurrentEqualSubmissionsAreOneMeasurement() throws Exception {
    assertEquals(1, new HashSet<>(appendAll("same", "same", "same", "same", "same")).size());
    assertEquals(1, store.count());
  }

  @Test
  void concurrentSubmissionsGetDifferentUidsAndAreAnnouncedInOrder() throws Exception {
    String[] bodies = new String[500];
    for (int i = 0; i < bodies.length; i++) {
      bodies[i] = "body " + i;
    }
    List<MeasurementUid> uids = appendAll(bodies);
    assertEquals(bodies.length, new HashSet<>(uids).size());
    Set<MeasurementUid> reached = new HashSet<>();
    String last = "";
    for (Batch batch : awaitAnnounced(uids)) {
      assertTrue(batch.first().text().compareTo(last) > 0, "batches do not overlap");
      last = batch.last().text();
      store
          .range(batch.first(), batch.last(), Long.MAX_VALUE)
          .forEach(entry -> reached.add(entry.uid()));
    }
    assertEquals(new HashSet<>(uids), reached);
  }

  @Test
  void uidsRiseWhenTheClockWasSetBack() throws Exception {
    MeasurementUid first = log.append(Submissions.of("first")).uid();
    close();
    store = LogStore.open(directory, Duration.ofHours(1));
    Clock earlier = Clock.offset(NOON, Duration.ofHours(-1));
    UidClock clock = new UidClock(earlier, NOON.instant());
    log = new GroupCommit(store, clock, this::announce, Executors.defaultThreadFactory());
    MeasurementUid second = log.append(Submissions.of("second")).uid();
    assertTrue(second.text().compareTo(first.text()) > 0);
  }

  @Test
  void aRangeIsReadInChunksOfAtLeastOne() throws Exception {
    appendAll("one", "two", "three");
    List<AcceptedMeasurement> first = store.range(EVERYTHING.first(), EVERYTHING.last(), 1);
    assertEquals(1, first.size());
    assertEquals(3, store.range(EVERYTHING.first(), EVERYTHING.last(), Long.MAX_VALUE).size());
    assertEquals(store.oldest(1), List.of(first.get(0).uid()));
  }

  @Test
  void aLogThatCannotBeWrittenAcknowledgesNothing() {
    store.close();
    AcceptLogUnavailable refused =
        assertThrows(AcceptLogUnavailable.class, () -> log.append(Submissions.of("body")));
    assertEquals(Reason.BROKEN, refused.reason());
    assertTrue(announced.isEmpty());
  }

  @Test
  void aClosedLogRefuses() {
    log.close();
    assertThrows(AcceptLogUnavailable.class, () -> log.append(Submissions.of("body")));
    assertFalse(announced.stream().findAny().isPresent());
  }

  private List<MeasurementUid> appendAll(String... bodies) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(16);
    try {
      List<Future<Acknowledgement>> answers = new ArrayList<>();
      for (String body : bodies) {
        answers.add(clients.submit(() -> log.append(Submissions.of(body))));
      }
      List<MeasurementUid> uids = new ArrayList<>();
      for (Future<Acknowledgement> answer : answers) {
        uids.add(answer.get().uid());
      }
      return uids;
    } finally {
      clients.shutdown();
    }
  }

  private List<Batch> awaitAnnounced(List<MeasurementUid> uids) throws InterruptedException {
    String last = uids.stream().map(MeasurementUid::text).max(String::compareTo).orElseThrow();
    // the writer answers before it announces
    while (announced.stream().noneMatch(batch -> batch.last().text().equals(last))) {
      Thread.sleep(1);
    }
    return List.copyOf(announced);
  }
}
