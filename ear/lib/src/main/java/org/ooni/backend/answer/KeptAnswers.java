// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.answer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The answers that are the same for everybody and take long to make; few and of constant names. */
@ApplicationScoped
public class KeptAnswers {

  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "KEPT_ANSWER_AGE")
  Duration age;

  private final Map<String, KeptAnswer> byName = new ConcurrentHashMap<>();

  /** For the container. */
  protected KeptAnswers() {}

  /** With the clock of the caller's, and how long an answer is given before it is made anew. */
  public KeptAnswers(Clock clock, Duration age) {
    this.clock = clock;
    this.age = age;
  }

  /**
   * The answer of this name to a request with these headers.
   *
   * @param name a constant, never a part of the request
   * @param maxAge what caches are told, whole seconds
   * @param maker makes a record, map or list
   */
  public Response answer(
      String name, HttpHeaders headers, Duration maxAge, Supplier<Object> maker) {
    return byName
        .computeIfAbsent(name, absent -> new KeptAnswer(clock, age, maxAge))
        .answer(headers, maker);
  }
}
