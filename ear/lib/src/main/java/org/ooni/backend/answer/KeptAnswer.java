// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.answer;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.ooni.backend.problem.TooSlow;
import org.ooni.backend.problem.Unavailable;

/**
 * An answer that is the same for everybody and takes long to make. It is made by one request at a
 * time and given for a short while as the bytes it is, compressed or not; whoever asks while it is
 * made anew gets the one before. While the database cannot make it, the last one serves for as long
 * as caches may keep it anyway.
 */
final class KeptAnswer {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Clock clock;
  private final Duration age;
  private final Duration maxAge;
  private final ReentrantLock making = new ReentrantLock();
  private volatile Made kept;

  private record Made(byte[] plain, byte[] gzip, Instant when) {

    boolean isOlderThan(Duration age, Instant now) {
      return !now.isBefore(when.plus(age));
    }
  }

  /**
   * Nothing is made yet.
   *
   * @param age how long it is given before it is made anew; nothing or less: never given again
   * @param maxAge what caches are told, whole seconds
   */
  KeptAnswer(Clock clock, Duration age, Duration maxAge) {
    this.clock = clock;
    this.age = age;
    this.maxAge = maxAge;
  }

  /** The answer to a request with these headers. */
  Response answer(HttpHeaders headers, Supplier<Object> maker) {
    Made current = current(maker);
    Response.ResponseBuilder answer =
        JsonAnswer.begin(maxAge).header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    return GzipAnswer.isTaken(headers)
        ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").entity(current.gzip).build()
        : answer.entity(current.plain).build();
  }

  private Made current(Supplier<Object> maker) {
    Made found = kept;
    if (found != null && !found.isOlderThan(age, clock.instant())) {
      return found;
    }
    if (found != null && !found.isOlderThan(maxAge, clock.instant())) {
      return making.tryLock() ? makeOr(found, maker) : found;
    }
    if (!waitForTurn()) {
      throw new Unavailable(PATIENCE, "This is being made, ask again");
    }
    try {
      // somebody else may have made it meanwhile
      return kept == found ? make(maker) : kept;
    } finally {
      making.unlock();
    }
  }

  /** Not for long: a thread that waits is one that others do not have. */
  private boolean waitForTurn() {
    try {
      return making.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Holds the lock. */
  private Made makeOr(Made last, Supplier<Object> maker) {
    try {
      return make(maker);
    } catch (TooSlow | Unavailable e) {
      return last;
    } finally {
      making.unlock();
    }
  }

  private Made make(Supplier<Object> maker) {
    byte[] plain = JsonAnswer.bytes(maker.get());
    Made made = new Made(plain, gzipped(plain), clock.instant());
    kept = made;
    return made;
  }

  private static byte[] gzipped(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }
}
