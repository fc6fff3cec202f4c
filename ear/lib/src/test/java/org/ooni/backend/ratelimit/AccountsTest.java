// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AccountsTest {

  private static final Instant START = Instant.parse("2026-03-04T05:06:00Z");
  private final AtomicInteger evictions = new AtomicInteger();

  @Test
  void theQuotaNearestToItsEndIsTold() {
    Accounts accounts = accounts("10/minute;12/day");
    accounts.use("a", 3, START);
    assertEquals(new Allowance(10, 7, Duration.ofMinutes(1)), accounts.allowance("a", START));
    Instant later = START.plusSeconds(180);
    assertEquals(9, accounts.allowance("a", later).remaining());
    assertEquals(12, accounts.allowance("a", later).limit());
  }

  @Test
  void theWindowMovesAlong() {
    Accounts accounts = accounts("10/minute");
    accounts.use("a", 10, START.plusSeconds(50));
    assertTrue(accounts.allowance("a", START.plusSeconds(59)).isExhausted());
    assertTrue(accounts.allowance("a", START.plusSeconds(60)).isExhausted());
    assertEquals(5, accounts.allowance("a", START.plusSeconds(90)).remaining());
    assertEquals(10, accounts.allowance("a", START.plusSeconds(180)).remaining());
  }

  @Test
  void whoComesBackWhenToldGetsIn() {
    for (int second : List.of(0, 7, 31, 59, 60, 61, 95)) {
      Accounts accounts = accounts("10/minute;400/day");
      accounts.use("a", 6, START);
      accounts.use("a", 9, START.plusSeconds(second));
      Instant now = START.plusSeconds(second);
      Allowance allowance = accounts.allowance("a", now);
      Instant told = now.plusSeconds(Metering.seconds(allowance.reset()));
      assertFalse(accounts.allowance("a", told).isExhausted(), "after " + second);
    }
  }

  @Test
  void thoseWithTheLeastLeftAreTold() {
    Accounts accounts = accounts("10/minute;400/day");
    accounts.use("b", 4, START);
    accounts.use("a", 4, START);
    accounts.use("c", 9, START);
    accounts.use("d", 1, START);
    List<String> told =
        accounts.lowest(3, START).stream()
            .map(client -> client.getKey() + " " + client.getValue().remaining())
            .toList();
    assertEquals(List.of("c 1", "a 6", "b 6"), told);
  }

  @Test
  void costIsTheTimeInUnitsAndOneAtLeast() {
    assertEquals(1, Quota.cost(Duration.ZERO));
    assertEquals(1, Quota.cost(Duration.ofMillis(19)));
    assertEquals(300, Quota.cost(Duration.ofSeconds(3)));
  }

  @Test
  void theNumberOfClientsIsBoundedAndTheLongestGoneMakesRoom() {
    Accounts accounts = accounts("10/minute");
    for (int i = 0; i < 1000; i++) {
      accounts.use("client " + i, 1, START);
      accounts.use("busy", 1, START.plusSeconds(i * 600L));
    }
    assertEquals(100, accounts.size());
    assertEquals(901, evictions.get());
    assertEquals(10, accounts.allowance("client 1", START).remaining());
    assertEquals(9, accounts.allowance("client 999", START).remaining());
  }

  private Accounts accounts(String quotas) {
    return new Accounts(Quota.parseList("Q", quotas), 100, () -> evictions.incrementAndGet());
  }
}
