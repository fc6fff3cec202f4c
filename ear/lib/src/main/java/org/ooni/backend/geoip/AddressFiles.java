// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.geoip;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files in use together: one that tells country and network, or one for each. Of several of a
 * kind the newest counts.
 */
final class AddressFiles {

  /** While files are exchanged twice as many are held. */
  private static final long MAXIMUM_BYTES = 512L << 20;

  /** No file: every address is unknown. */
  static final AddressFiles NONE = new AddressFiles(List.of());

  private final Optional<AddressFile> merged;
  private final Optional<AddressFile> countries;
  private final Optional<AddressFile> networks;

  private AddressFiles(List<AddressFile> files) {
    merged = newest(files, AddressFile.Content.BOTH);
    countries = newest(files, AddressFile.Content.COUNTRY);
    networks = newest(files, AddressFile.Content.NETWORK);
  }

  /**
   * Opens all of them.
   *
   * @throws IOException when one of them is not usable, or they are too many bytes to be held
   *     beside the ones before
   */
  static AddressFiles open(List<Path> paths) throws IOException {
    long bytes = 0;
    for (Path path : paths) {
      bytes += Files.size(path);
    }
    if (bytes > MAXIMUM_BYTES) {
      throw new IOException("more than %d MiB of address files".formatted(MAXIMUM_BYTES >> 20));
    }
    List<AddressFile> files = new ArrayList<>();
    for (Path path : paths) {
      files.add(AddressFile.open(path));
    }
    return new AddressFiles(files);
  }

  /**
   * Where an address is. In a merged file both the country and the number must exist, or the
   * address counts as unknown; of two files each counts alone.
   */
  Place find(InetAddress address) throws IOException {
    if (merged.isPresent()) {
      Place place = merged.get().find(address);
      return place.country().isUnknown() || place.asn().isUnknown() ? Place.UNKNOWN : place;
    }
    Place country = find(countries, address);
    Place network = find(networks, address);
    return new Place(country.country(), network.asn(), network.network());
  }

  /** When the oldest of those in use was made. */
  Optional<Instant> made() {
    // beside a merged file the others are not looked into
    Stream<Optional<AddressFile>> used =
        merged.isPresent() ? Stream.of(merged) : Stream.of(countries, networks);
    return used.flatMap(Optional::stream)
        .map(file -> Instant.ofEpochSecond(file.built().longValue()))
        .min(Comparator.naturalOrder());
  }

  /** Whether addresses can be found at all. */
  boolean areAny() {
    return merged.isPresent() || countries.isPresent() || networks.isPresent();
  }

  private static Place find(Optional<AddressFile> file, InetAddress address) throws IOException {
    return file.isPresent() ? file.get().find(address) : Place.UNKNOWN;
  }

  private static Optional<AddressFile> newest(List<AddressFile> files, AddressFile.Content kind) {
    return files.stream()
        .filter(file -> file.tells() == kind)
        .max(Comparator.comparing(AddressFile::built));
  }
}
