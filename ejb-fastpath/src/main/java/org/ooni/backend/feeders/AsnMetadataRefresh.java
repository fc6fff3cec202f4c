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

/** Names of the organisations behind networks: a CSV file, packed with gzip or not. */
@ApplicationScoped
class AsnMetadataRefresh implements Feed {

  private static final List<String> NEEDED = List.of("asn", "org_name", "changed");
  private static final String CLEAR = "DELETE FROM asnmeta";
  private static final String INSERT =
      """
      INSERT INTO asnmeta (asn, org_name, cc, changed, aut_name, source)
      SELECT * FROM unnest(?::int8[], ?::text[], ?::text[], ?::date[], ?::text[], ?::text[])
      """;

  @Inject
  @ConfigProperty(name = "ASN_METADATA_SOURCE")
  Optional<String> source;

  @Inject
  @ConfigProperty(name = "ASN_METADATA_INTERVAL")
  Duration interval;

  @Inject
  @ConfigProperty(name = "ASN_METADATA_MINIMUM_ROWS")
  long minimum;

  @Inject
  @ConfigProperty(name = "ASN_METADATA_MAXIMUM_ROWS")
  long maximum;

  @Inject FetchRules rules;

  @Override
  public String name() {
    return "asn_metadata";
  }

  @Override
  public boolean isOn() {
    return source.isPresent();
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public List<Location> locations() throws FeedRefused {
    return List.of(Location.needed(Sources.uri(source.orElseThrow())));
  }

  @Override
  public Content read(List<Part> parts) throws FeedRefused {
    byte[] file = Unpacked.gunzip(parts.get(0).bytes(), rules.maximumBytes);
    CsvTable table = CsvTable.read(file, NEEDED, maximum);
    Map<ListedNetwork.Key, ListedNetwork> networks = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      ListedNetwork.of(table, row).ifPresent(found -> networks.putIfAbsent(found.key(), found));
    }
    List<ListedNetwork> rows = List.copyOf(networks.values());
    Content content =
        new Content(
            rows.size(), table.size() - rows.size(), connection -> replace(connection, rows));
    content.mustHaveBetween(minimum, maximum);
    return content;
  }

  private static void replace(Connection connection, List<ListedNetwork> rows) throws SQLException {
    try (PreparedStatement clear = connection.prepareStatement(CLEAR);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      clear.executeUpdate();
      new ColumnArrays<>(connection, insert, rows)
          .add("int8", row -> row.key().asn().number())
          .text(ListedNetwork::organisation)
          .text(ListedNetwork::country)
          .add("date", row -> row.key().changed().toString())
          .text(ListedNetwork::name)
          .text(ListedNetwork::source);
      insert.executeUpdate();
    }
  }
}
