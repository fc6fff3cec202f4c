// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.problem.Unavailable;

/** Where the test lists are published and proposals go; without them there are no proposals. */
@ApplicationScoped
class ProposalSettings {

  private static final Duration RETRY_AFTER = Duration.ofMinutes(5);
  private static final Pattern NAME = Pattern.compile("([^/:]+/[^/]+?)(?:\\.git)?/?$");

  @Inject
  @ConfigProperty(name = "TEST_LIST_REPOSITORY")
  Optional<String> source;

  @Inject
  @ConfigProperty(name = "TEST_LIST_PUSH_REPOSITORY")
  Optional<String> target;

  @Inject
  @ConfigProperty(name = "TEST_LIST_REPOSITORY_DIRECTORY")
  Path directory;

  @Inject
  @ConfigProperty(name = "TEST_LIST_REPOSITORY_REFRESH")
  Duration refresh;

  @Inject
  @ConfigProperty(name = "GITHUB_API_URL")
  URI api;

  @Inject
  @ConfigProperty(name = "GITHUB_TOKEN")
  Optional<String> token;

  @Inject
  @ConfigProperty(name = "GITHUB_TIMEOUT")
  Duration timeout;

  /**
   * Address of the repository with the lists.
   *
   * @throws Unavailable when it is not set
   */
  String source() {
    return needed("TEST_LIST_REPOSITORY", source);
  }

  /**
   * Address of the repository that branches are pushed to.
   *
   * @throws Unavailable when it is not set
   */
  String target() {
    return needed("TEST_LIST_PUSH_REPOSITORY", target);
  }

  /**
   * What GitHub knows this backend by.
   *
   * @throws Unavailable when it is not set
   */
  String token() {
    return needed("GITHUB_TOKEN", token);
  }

  /** Folder of a copy of the lists. */
  Path directory() {
    return directory;
  }

  /** Age at which the copy is fetched again. */
  Duration refresh() {
    return refresh;
  }

  /** Address of GitHub's interface. */
  URI api() {
    return api;
  }

  /** How long one request to GitHub, a fetch or a push may take. */
  Duration timeout() {
    return timeout;
  }

  /** Owner and name of the repository with the lists, such as {@code citizenlab/test-lists}. */
  String sourceName() {
    return name("TEST_LIST_REPOSITORY", source());
  }

  /** Owner of the repository that is pushed to. */
  String targetOwner() {
    String name = name("TEST_LIST_PUSH_REPOSITORY", target());
    return name.substring(0, name.indexOf('/'));
  }

  private static String needed(String setting, Optional<String> value) {
    return value
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () ->
                new Unavailable(
                    RETRY_AFTER, "Proposals are not configured here: " + setting + " is not set"));
  }

  private static String name(String setting, String address) {
    Matcher name = NAME.matcher(address);
    if (!name.find()) {
      throw new Unavailable(
          RETRY_AFTER,
          "Proposals are not configured here: " + setting + " names no owner and repository");
    }
    return name.group(1);
  }
}
