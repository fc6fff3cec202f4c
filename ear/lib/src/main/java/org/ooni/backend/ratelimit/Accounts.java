// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The accounts of the clients seen last, at most so many: then the one whose client has been away
 * for longest makes room. Nothing outlives the process.
 */
public final class Accounts {

  private final List<Quota> quotas;
  private final Runnable evicted;
  private final Map<String, Account> byKey;

  /**
   * All of them empty.
   *
   * @param most accounts that are kept
   * @param evicted told of each that makes room
   */
  public Accounts(List<Quota> quotas, int most, Runnable evicted) {
    this.quotas = quotas;
    this.evicted = evicted;
    this.byKey = lastSeen(most);
  }

  /** What the client of this key may still use. */
  public Allowance allowance(String key, Instant time) {
    return account(key).allowance(time);
  }

  /** Counts what the client of this key uses. */
  public void use(String key, long units, Instant time) {
    account(key).use(units, time);
  }

  /** What each client may still use, those with the least first. */
  List<Map.Entry<String, Allowance>> lowest(int most, Instant time) {
    Map<String, Account> all;
    synchronized (byKey) {
      all = new HashMap<>(byKey);
    }
    return all.entrySet().stream()
        .map(client -> Map.entry(client.getKey(), client.getValue().allowance(time)))
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, Allowance> client) -> client.getValue().remaining())
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .toList();
  }

  int size() {
    synchronized (byKey) {
      return byKey.size();
    }
  }

  private Account account(String key) {
    synchronized (byKey) {
      return byKey.computeIfAbsent(key, name -> new Account(quotas));
    }
  }

  private Map<String, Account> lastSeen(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Account> eldest) {
        if (size() <= most) {
          return false;
        }
        evicted.run();
        return true;
      }
    };
  }
}
