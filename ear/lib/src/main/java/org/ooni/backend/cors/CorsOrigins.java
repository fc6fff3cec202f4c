// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.cors;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The origins of {@code CORS_ORIGINS}: each is written out, with {@code *} in place of one label of
 * the host if there are many, or is a regular expression from {@code ^} to {@code $}. The item
 * {@code *} lets any page read what everybody may read.
 */
@ApplicationScoped
public class CorsOrigins {

  private static final String SETTING = "CORS_ORIGINS";
  private static final String ANY_LABEL = "*";
  private static final String LABEL = "[A-Za-z0-9-]+";
  private static final int LONGEST = 300;

  @Inject
  @ConfigProperty(name = SETTING)
  Optional<String> configured;

  private final Set<String> exact = new HashSet<>();
  private final List<Pattern> patterns = new ArrayList<>();
  private boolean any;

  /** For the container. */
  protected CorsOrigins() {}

  /** With origins of the caller's, separated by commas. */
  public CorsOrigins(String origins) {
    configured = Optional.of(origins);
    configure();
  }

  @PostConstruct
  void configure() {
    Arrays.stream(configured.orElse("").split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .forEach(this::add);
  }

  /** Origins that cannot be read stop the start. */
  void start(@Observes Startup event) {}

  /** Whether pages of this origin may do all that their user may do. */
  boolean isTrusted(String origin) {
    return origin.length() <= LONGEST
        && (exact.contains(origin)
            || patterns.stream().anyMatch(pattern -> pattern.matcher(origin).matches()));
  }

  /** Whether pages of any origin may read. */
  boolean isOpenToAll() {
    return any;
  }

  private void add(String item) {
    if (item.equals(ANY_LABEL)) {
      any = true;
    } else if (item.startsWith("^")) {
      patterns.add(pattern(item));
    } else {
      addOrigin(item);
    }
  }

  private void addOrigin(String item) {
    requireOrigin(item.replace(ANY_LABEL, "x"));
    if (item.contains(ANY_LABEL)) {
      String host = item.replace(".", "\\.");
      patterns.add(Pattern.compile(host.replace(ANY_LABEL, LABEL)));
    } else {
      exact.add(item);
    }
  }

  private static Pattern pattern(String item) {
    if (!item.endsWith("$")) {
      throw new IllegalArgumentException(SETTING + ": an expression goes from ^ to $");
    }
    try {
      return Pattern.compile(item);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(SETTING + " has an expression that cannot be read", e);
    }
  }

  private static void requireOrigin(String item) {
    try {
      URI uri = URI.create(item);
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!web || !item.equals(uri.getScheme() + "://" + uri.getHost() + port)) {
        throw notAnOrigin();
      }
    } catch (IllegalArgumentException e) {
      throw notAnOrigin();
    }
  }

  private static IllegalArgumentException notAnOrigin() {
    return new IllegalArgumentException(
        SETTING + " is a list of origins such as https://example.org or http://127.0.0.1:3000");
  }
}
