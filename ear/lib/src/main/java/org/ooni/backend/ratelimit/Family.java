// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Kinds of requests that are limited together. */
public enum Family {
  /** Measurements on their way in. */
  SUBMISSION(false, true, "/report", "/report/*", "/api/v1/submit_measurement"),
  /** What a probe asks before it measures. */
  CHECK_IN(false, true, "/api/v1/check-in", "/api/v1/test-list/urls", "/api/_/check-in"),
  /** Everything else that probes ask. */
  PROBE(
      false,
      true,
      "/api/v1/test-helpers",
      "/api/v1/collectors",
      "/api/v1/register",
      "/api/v1/login",
      "/api/v1/update/*",
      "/api/v1/test-list/*",
      "/api/v1/geolookup",
      "/api/v1/manifest",
      "/api/v1/sign_credential",
      "/api/v2/ooniprobe/*",
      "/api/v2/oonirun/links/*",
      "/bouncer/*",
      "/api/_/check_report_id",
      "/api/_/ooni_run/fetch/*"),
  /** Questions of monitors and load balancers, and the limits themselves. */
  FREE(
      false,
      false,
      "/__lbheartbeat__",
      "/__heartbeat__",
      "/__version__",
      "/version",
      "/health",
      "/metrics",
      "/robots.txt",
      "/status",
      "/api/v1/limits"),
  /** Everything else: readers. */
  READ(true, true);

  /** A path that is written in the plain way only; no other is taken for a probe's. */
  private static final Pattern PLAIN =
      Pattern.compile("(?:/[A-Za-z0-9_~:@=-][A-Za-z0-9._~:@=-]*)+/?");

  private static final int LONGEST = 1024;

  private final boolean metered;
  private final boolean bounded;
  private final List<String> paths;

  Family(boolean metered, boolean bounded, String... paths) {
    this.metered = metered;
    this.bounded = bounded;
    this.paths = List.of(paths);
  }

  /**
   * To which a request belongs.
   *
   * @param rawPath as the client wrote it, without the query
   */
  public static Family of(String rawPath) {
    if (rawPath.length() > LONGEST || !PLAIN.matcher(rawPath).matches()) {
      return READ;
    }
    // JAX-RS answers both spellings alike
    String asked = rawPath.endsWith("/") ? rawPath.substring(0, rawPath.length() - 1) : rawPath;
    for (Family family : values()) {
      if (family.paths.stream().anyMatch(path -> matches(path, asked))) {
        return family;
      }
    }
    return READ;
  }

  /** Whether what a client uses is counted against its limits. */
  public boolean isMetered() {
    return metered;
  }

  /** Whether the number of requests at the same time is bounded. */
  public boolean isBounded() {
    return bounded;
  }

  /** Name of the setting that is the bound; empty when there is none. */
  public String setting() {
    return switch (this) {
      case SUBMISSION -> "CONCURRENT_SUBMISSIONS";
      case CHECK_IN -> "CONCURRENT_CHECK_INS";
      case PROBE -> "CONCURRENT_PROBE_REQUESTS";
      case READ -> "CONCURRENT_READS";
      case FREE -> "";
    };
  }

  /** The paths, a star at the end standing for anything; empty for all others. */
  public List<String> paths() {
    return paths;
  }

  /** Its name in metrics and limits. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean matches(String path, String asked) {
    return path.endsWith("*")
        ? asked.startsWith(path.substring(0, path.length() - 1))
        : asked.equals(path);
  }
}
