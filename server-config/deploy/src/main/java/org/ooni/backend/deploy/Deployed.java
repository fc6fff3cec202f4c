// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version that a server has. The name under which the server keeps it says when it came, so that
 * a server itself knows what was there before, also after a restart.
 *
 * @param name as the server keeps it
 * @param enabled whether it runs
 */
record Deployed(String name, boolean enabled) implements Comparable<Deployed> {

  /** What the server calls the archive inside; there can be one that runs. */
  static final String RUNTIME_NAME = "ooni-backend.ear";

  private static final Pattern NAME = Pattern.compile("ooni-backend-(.+)-(\\d{8}T\\d{6}Z)\\.ear");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The name of a version that comes now. */
  static String name(String version, Instant now) {
    return "ooni-backend-%s-%s.ear".formatted(version, TIME.format(now));
  }

  /** Its version; the whole name when somebody else has put it there. */
  String version() {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? matcher.group(1) : name;
  }

  /** By the time they came, what somebody else has put there first. */
  @Override
  public int compareTo(Deployed other) {
    return order().compareTo(other.order());
  }

  private String order() {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? matcher.group(2) : "";
  }
}
