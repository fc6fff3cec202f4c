// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Problem;

/** The lists and files of others that are configured were fetched not long ago. */
@ApplicationScoped
class FeedCheck implements Check {

  private static final String FRESH =
      """
      SELECT count(*) FROM feed
      WHERE name = ANY (?) AND last_success > now() - make_interval(secs => ?)
      """;

  @Inject ReadDatabase database;

  @Inject
  @ConfigProperty(name = "TEST_LIST_SOURCE")
  Optional<String> testLists;

  @Inject
  @ConfigProperty(name = "FINGERPRINT_DNS_SOURCE")
  Optional<String> fingerprints;

  @Inject
  @ConfigProperty(name = "ASN_METADATA_SOURCE")
  Optional<String> asnMetadata;

  @Inject
  @ConfigProperty(name = "GEOIP_SOURCES")
  Optional<String> geoIp;

  @Inject
  @ConfigProperty(name = "jboss.node.name", defaultValue = "local")
  String node;

  @Inject
  @ConfigProperty(name = "HEARTBEAT_FEED_AGE")
  Duration longestAge;

  @Override
  public String name() {
    return "feeds";
  }

  @Override
  public List<Finding> check() {
    List<String> feeds = configured();
    try {
      long late = feeds.isEmpty() ? 0 : feeds.size() - fresh(feeds);
      return late == 0
          ? List.of()
          : List.of(
              Finding.warning("feeds.late", late + " lists or files were not fetched for long"));
    } catch (Problem | IllegalStateException e) {
      return List.of(
          Finding.warning("feeds.unknown", "the database does not tell when feeds were fetched"));
    }
  }

  private List<String> configured() {
    List<String> feeds = new ArrayList<>();
    testLists.ifPresent(source -> feeds.add("test_lists"));
    fingerprints.ifPresent(source -> feeds.add("fingerprints"));
    asnMetadata.ifPresent(source -> feeds.add("asn_metadata"));
    geoIp.ifPresent(source -> feeds.add("geoip@" + node));
    return feeds;
  }

  private long fresh(List<String> feeds) {
    return database.ask(
        FRESH,
        statement -> {
          statement.setArray(1, statement.getConnection().createArrayOf("text", feeds.toArray()));
          statement.setDouble(2, longestAge.toSeconds());
          try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }
}
