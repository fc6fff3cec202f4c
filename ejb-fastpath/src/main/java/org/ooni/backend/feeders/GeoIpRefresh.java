// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.clientaddress.AddressText;
import org.ooni.backend.geoip.GeoLookup;
import org.ooni.backend.geoip.Place;

/**
 * The places of addresses (probe services 4): one file, or one for countries and one for networks,
 * packed with gzip or not. In an address {@code {yyyyMMdd}} stands for the first day of the month
 * and {@code {yyyy-MM}} for the month; while this month's file is not out, the one before serves.
 * The files are of the node, so each node fetches them.
 */
@ApplicationScoped
class GeoIpRefresh implements Feed {

  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy-MM");

  @Inject
  @ConfigProperty(name = "GEOIP_SOURCES")
  Optional<List<String>> sources;

  @Inject
  @ConfigProperty(name = "GEOIP_INTERVAL")
  Duration interval;

  @Inject
  @ConfigProperty(name = "GEOIP_DIRECTORY")
  Path directory;

  @Inject
  @ConfigProperty(name = "GEOIP_TEST_ADDRESS")
  String testAddress;

  @Inject
  @ConfigProperty(name = "jboss.node.name", defaultValue = "local")
  String node;

  @Inject FetchRules rules;
  @Inject GeoLookup geo;
  @Inject Clock clock;

  @Override
  public String name() {
    return "geoip@" + node;
  }

  @Override
  public boolean isOn() {
    return sources.isPresent();
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public boolean isMissing() {
    return !Files.isRegularFile(file(0));
  }

  @Override
  public List<Location> locations() throws FeedRefused {
    LocalDate month = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
    List<Location> locations = new ArrayList<>();
    for (String source : sources.orElseThrow()) {
      URI now = Sources.uri(at(source, month));
      URI before = Sources.uri(at(source, month.minusMonths(1)));
      locations.add(
          new Location(now, Optional.of(before).filter(older -> !older.equals(now)), false));
    }
    return locations;
  }

  @Override
  public Content read(List<Part> parts) throws FeedRefused {
    List<byte[]> files = new ArrayList<>();
    for (Part part : parts) {
      files.add(Unpacked.gunzip(part.bytes(), rules.maximumBytes));
    }
    mustFindTheTestAddress(files);
    return new Content(
        files.size(),
        0,
        connection -> {
          Files.createDirectories(directory);
          write(files, directory);
        });
  }

  @Override
  public void changed() {
    geo.refresh();
  }

  private void mustFindTheTestAddress(List<byte[]> files) throws FeedRefused {
    try {
      Path folder = Files.createTempDirectory("geoip");
      try {
        write(files, folder);
        InetAddress address = AddressText.parse(testAddress).orElseThrow();
        Place place = new GeoLookup(folder).lookup(address);
        if (place.country().isUnknown() || place.asn().isUnknown()) {
          throw new FeedRefused(FeedRefused.Reason.DAMAGED);
        }
      } finally {
        for (int i = 0; i < files.size(); i++) {
          Files.deleteIfExists(folder.resolve(file(i).getFileName()));
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new FeedRefused(FeedRefused.Reason.DAMAGED, e);
    }
  }

  private void write(List<byte[]> files, Path folder) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      Path target = folder.resolve(file(i).getFileName());
      Path whole = target.resolveSibling(target.getFileName() + ".new");
      Files.write(whole, files.get(i));
      Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Path file(int index) {
    return directory.resolve("fetched-" + index + ".mmdb");
  }

  private static String at(String source, LocalDate month) {
    return source
        .replace("{yyyyMMdd}", DateTimeFormatter.BASIC_ISO_DATE.format(month))
        .replace("{yyyy-MM}", MONTH.format(month));
  }
}
