// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.fastpath.ColumnArrays;
import org.ooni.backend.fastpath.FingerprintRefresh;

/**
 * Known block pages and block answers (fastpath 6.1): two CSV files that are taken into use
 * together, and by the scorers of each node at once.
 */
@ApplicationScoped
class FingerprintFeed implements Feed {

  private static final List<String> NEEDED =
      List.of(
          "name",
          "scope",
          "location_found",
          "pattern_type",
          "pattern",
          "confidence_no_fp",
          "expected_countries");
  private static final String CLEAR_DNS = "DELETE FROM fingerprints_dns";
  private static final String CLEAR_HTTP = "DELETE FROM fingerprints_http";
  private static final String INSERT_DNS =
      """
      INSERT INTO fingerprints_dns (name, scope, other_names, location_found, pattern_type,
        pattern, confidence_no_fp, expected_countries, source, exp_url, notes)
      SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::int2[], ?::text[], ?::text[], ?::text[], ?::text[])
      """;
  private static final String INSERT_HTTP =
      """
      INSERT INTO fingerprints_http (name, scope, other_names, location_found, pattern_type,
        pattern, confidence_no_fp, expected_countries, source, exp_url, notes)
      SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::int2[], ?::text[], ?::text[], ?::text[], ?::text[])
      """;

  @Inject
  @ConfigProperty(name = "FINGERPRINT_DNS_SOURCE")
  Optional<String> dnsSource;

  @Inject
  @ConfigProperty(name = "FINGERPRINT_HTTP_SOURCE")
  Optional<String> httpSource;

  @Inject
  @ConfigProperty(name = "FINGERPRINT_INTERVAL")
  Duration interval;

  @Inject
  @ConfigProperty(name = "FINGERPRINT_MINIMUM_ROWS")
  long minimum;

  @Inject
  @ConfigProperty(name = "FINGERPRINT_MAXIMUM_ROWS")
  long maximum;

  @Inject FingerprintRefresh scorers;

  @Override
  public String name() {
    return "fingerprints";
  }

  @Override
  public boolean isOn() {
    return dnsSource.isPresent() && httpSource.isPresent();
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public List<Location> locations() throws FeedRefused {
    return List.of(
        Location.needed(Sources.uri(dnsSource.orElseThrow())),
        Location.needed(Sources.uri(httpSource.orElseThrow())));
  }

  @Override
  public Content read(List<Part> parts) throws FeedRefused {
    CsvTable dns = CsvTable.read(parts.get(0).bytes(), NEEDED, maximum);
    CsvTable http = CsvTable.read(parts.get(1).bytes(), NEEDED, maximum);
    Map<String, ListedFingerprint> dnsRows = rows(dns);
    Map<String, ListedFingerprint> httpRows = rows(http);
    Content content =
        new Content(
            dnsRows.size() + httpRows.size(),
            dns.size() - dnsRows.size() + http.size() - httpRows.size(),
            connection -> {
              replace(connection, CLEAR_DNS, INSERT_DNS, List.copyOf(dnsRows.values()));
              replace(connection, CLEAR_HTTP, INSERT_HTTP, List.copyOf(httpRows.values()));
            });
    // each of the two, as the reference checks them
    new Content(dnsRows.size(), 0, content.store()).mustHaveBetween(minimum, maximum);
    new Content(httpRows.size(), 0, content.store()).mustHaveBetween(minimum, maximum);
    return content;
  }

  @Override
  public void changed() {
    scorers.soon();
  }

  private static Map<String, ListedFingerprint> rows(CsvTable table) {
    Map<String, ListedFingerprint> rows = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      ListedFingerprint.of(table, row).ifPresent(found -> rows.putIfAbsent(found.name(), found));
    }
    return rows;
  }

  private static void replace(
      Connection connection, String clear, String insert, List<ListedFingerprint> rows)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(clear);
        PreparedStatement add = connection.prepareStatement(insert)) {
      delete.executeUpdate();
      new ColumnArrays<>(connection, add, rows)
          .text(ListedFingerprint::name)
          .text(ListedFingerprint::scope)
          .text(ListedFingerprint::otherNames)
          .text(ListedFingerprint::locationFound)
          .text(ListedFingerprint::patternType)
          .text(ListedFingerprint::pattern)
          .add("int2", ListedFingerprint::confidence)
          .text(ListedFingerprint::expectedCountries)
          .text(ListedFingerprint::source)
          .text(ListedFingerprint::example)
          .text(ListedFingerprint::notes);
      add.executeUpdate();
    }
  }
}
