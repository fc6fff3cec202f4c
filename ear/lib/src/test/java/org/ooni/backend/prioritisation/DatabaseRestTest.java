// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseRestTest {

  private Instant now = Instant.parse("2026-11-25T12:00:00Z");
  private final DatabaseRest rest = new DatabaseRest();
  private int asked;

  DatabaseRestTest() {
    Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    rest.clock = clock;
    rest.timeout = Duration.ofSeconds(10);
    rest.use(Runnable::run);
  }

  @Test
  void aDatabaseThatFailedIsLeftAloneForAWhile() {
    assertEquals(Optional.empty(), rest.ask(this::failing));
    now = now.plusSeconds(4);
    assertEquals(Optional.empty(), rest.ask(this::answering));
    assertEquals(1, asked);
    now = now.plusSeconds(1);
    assertEquals(Optional.of("yes"), rest.ask(this::answering));
    assertEquals(Optional.of("yes"), rest.ask(this::answering));
    assertEquals(3, asked);
  }

  @Test
  void whileOneFindsOutAllOthersGoOnWithoutIt() {
    rest.ask(this::failing);
    now = now.plusSeconds(5);
    assertEquals(Optional.of(Optional.empty()), rest.ask(() -> rest.ask(this::answering)));
    assertEquals(1, asked);
    assertEquals(Optional.of("yes"), rest.ask(this::answering));
  }

  @Test
  void whoFindsItStillAwayBeginsAnotherWhile() {
    rest.ask(this::failing);
    now = now.plusSeconds(5);
    rest.ask(this::failing);
    now = now.plusSeconds(4);
    rest.ask(this::answering);
    assertEquals(2, asked);
  }

  private String answering() {
    asked++;
    return "yes";
  }

  private String failing() {
    asked++;
    throw new IllegalStateException("away");
  }
}
