// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.fastpath.ColumnArrays;
import org.ooni.backend.rollup.CategoryRefresh;

/**
 * The URLs that probes are told to measure (probe services 5.1): one CSV file for each country and
 * one for all, out of a folder, an archive, or below an address that ends with a slash.
 */
@ApplicationScoped
class TestListRefresh implements Feed {

  private static final Pattern LIST = Pattern.compile("(global|[a-z]{2})\\.csv");
  private static final Pattern LIST_IN_ARCHIVE =
      Pattern.compile("(?:.*/)?lists/(?:global|[a-z]{2})\\.csv");
  private static final List<String> NEEDED = List.of("url", "category_code");

  // writes only what differs, so that a list that changes daily does not rewrite its table
  private static final String REPLACE =
      """
      WITH wanted AS MATERIALIZED (
        SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[])
          AS list (domain, url, cc, category_code)
      ), gone AS (
        DELETE FROM citizenlab known
        WHERE NOT EXISTS (
          SELECT FROM wanted
          WHERE wanted.url = known.url AND wanted.cc = known.cc
            AND wanted.category_code = known.category_code AND wanted.domain = known.domain)
      )
      INSERT INTO citizenlab (domain, url, cc, category_code)
      SELECT domain, url, cc, category_code FROM wanted
      ON CONFLICT DO NOTHING
      """;

  @Inject
  @ConfigProperty(name = "TEST_LIST_SOURCE")
  Optional<String> source;

  @Inject
  @ConfigProperty(name = "TEST_LIST_INTERVAL")
  Duration interval;

  @Inject
  @ConfigProperty(name = "TEST_LIST_MINIMUM_ROWS")
  long minimum;

  @Inject
  @ConfigProperty(name = "TEST_LIST_MAXIMUM_ROWS")
  long maximum;

  @Inject FetchRules rules;
  @Inject CategoryRefresh categories;

  @Override
  public String name() {
    return "test_lists";
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
    String setting = source.orElseThrow();
    List<Location> locations = new ArrayList<>();
    if (setting.startsWith("/") && Files.isDirectory(Path.of(setting))) {
      for (Path file : files(Path.of(setting))) {
        locations.add(Location.needed(file.toUri()));
      }
      return locations;
    }
    if (!setting.endsWith("/")) {
      return List.of(Location.needed(Sources.uri(setting)));
    }
    locations.add(Location.needed(Sources.uri(setting + "global.csv")));
    for (String country : Locale.getISOCountries()) {
      String file = country.toLowerCase(Locale.ROOT) + ".csv";
      locations.add(Location.optional(Sources.uri(setting + file)));
    }
    return locations;
  }

  @Override
  public Content read(List<Part> parts) throws FeedRefused {
    boolean archive = parts.size() == 1 && Unpacked.isZip(parts.get(0).bytes());
    List<Part> lists =
        archive ? Unpacked.unzip(parts.get(0).bytes(), LIST_IN_ARCHIVE, rules.maximumBytes) : parts;
    Set<ListedUrl> urls = new LinkedHashSet<>();
    long skipped = 0;
    for (Part list : lists) {
      Matcher name = LIST.matcher(list.name());
      if (!name.matches()) {
        throw new FeedRefused(FeedRefused.Reason.DAMAGED);
      }
      String country = name.group(1).equals("global") ? "ZZ" : name.group(1);
      CsvTable table = CsvTable.read(list.bytes(), NEEDED, maximum);
      for (int row = 0; row < table.size(); row++) {
        Optional<ListedUrl> url =
            ListedUrl.of(table.get(row, "url"), country, table.get(row, "category_code"));
        url.ifPresent(urls::add);
        skipped += url.isPresent() ? 0 : 1;
      }
    }
    List<ListedUrl> rows = List.copyOf(urls);
    Content content = new Content(rows.size(), skipped, connection -> replace(connection, rows));
    content.mustHaveBetween(minimum, maximum);
    return content;
  }

  @Override
  public void changed() {
    categories.soon();
  }

  private static void replace(Connection connection, List<ListedUrl> rows) throws SQLException {
    try (PreparedStatement replace = connection.prepareStatement(REPLACE)) {
      new ColumnArrays<>(connection, replace, rows)
          .text(ListedUrl::domain)
          .text(ListedUrl::url)
          .text(ListedUrl::country)
          .text(ListedUrl::category);
      replace.executeUpdate();
    }
  }

  private static List<Path> files(Path folder) throws FeedRefused {
    Path lists = folder.resolve("lists");
    try (Stream<Path> entries = Files.list(Files.isDirectory(lists) ? lists : folder)) {
      return entries
          .filter(path -> LIST.matcher(path.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new FeedRefused(FeedRefused.Reason.UNREACHABLE, e);
    }
  }
}
