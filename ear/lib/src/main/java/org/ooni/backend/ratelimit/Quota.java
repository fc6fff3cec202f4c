// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much one client may use within a time. A unit is 10 ms of the server's time, unless said
 * otherwise.
 *
 * @param units at least one
 * @param window moves along with time
 */
public record Quota(long units, Duration window) {

  /** The server's time that one unit stands for. */
  public static final Duration UNIT = Duration.ofMillis(10);

  private static final Map<String, Duration> NAMES =
      Map.of(
          "minute", Duration.ofMinutes(1), "hour", Duration.ofHours(1), "day", Duration.ofDays(1));
  private static final Pattern FORM =
      Pattern.compile("([1-9]\\d{0,11})/([1-9]\\d{0,2})?(minute|hour|day)");

  /**
   * Reads quotas such as {@code 10/minute;200/7day}.
   *
   * @param setting name of the variable, for the message
   * @throws IllegalArgumentException when one is not of that form
   */
  public static List<Quota> parseList(String setting, String text) {
    return Arrays.stream(text.split(";", -1)).map(item -> parse(setting, item.strip())).toList();
  }

  /** What a piece of work costs: its time in whole units, one at least. */
  public static long cost(Duration time) {
    return Math.max(1, time.toMillis() / UNIT.toMillis());
  }

  private static Quota parse(String setting, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          setting + " is a list such as 100/minute;5000/7day, separated by semicolons");
    }
    int count = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
    return new Quota(
        Long.parseLong(matcher.group(1)), NAMES.get(matcher.group(3)).multipliedBy(count));
  }
}
