// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.geoip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

class GeoLookupTest {

  private static final long BUILT = 1_767_225_600;
  private static final Place PSINET =
      new Place(new CountryCode("US"), new ProbeAsn(2149), Optional.of("PSINet"));

  @TempDir Path directory;

  @Test
  void aMergedFileTellsCountryAndNetworkOfBothFamilies() throws IOException {
    merged("US", 2149, "PSINet").write(directory.resolve("asn_cc.mmdb"));
    GeoLookup geo = new GeoLookup(directory);
    assertTrue(geo.isAvailable());
    assertEquals(PSINET, geo.lookup(address("192.33.4.12")));
    assertEquals(PSINET, geo.lookup(address("2001:500:2::c")));
    assertEquals(Place.UNKNOWN, geo.lookup(address("192.33.5.1")));
    assertEquals(Place.UNKNOWN, geo.lookup(address("2001:500:3::c")));
  }

  /** The file that the current services use says of itself that it is one of countries. */
  @Test
  void aFileOfCountriesThatNetworksWereMergedIntoTellsBoth() throws IOException {
    new MmdbFile("DBIP-Country-Lite", BUILT)
        .add("1.0.0.0/24", Map.of("country", Map.of("iso_code", "AU")))
        .add("192.33.4.0/24", "US", 2149, "PSINet")
        .write(file("20260801-ip2country_as.mmdb"));
    assertEquals(PSINET, new GeoLookup(directory).lookup(address("192.33.4.12")));
  }

  @Test
  void theLongestPrefixWinsAndNumbersOf32BitsAreRead() throws IOException {
    new MmdbFile("merged", BUILT)
        .add("193.0.8.0/24", "IE", 4_200_000_000L, "Inner")
        .add("193.0.0.0/16", "NL", 3333, "Outer")
        .write(directory.resolve("a.mmdb"));
    GeoLookup geo = new GeoLookup(directory);
    assertEquals(new ProbeAsn(4_200_000_000L), geo.lookup(address("193.0.8.255")).asn());
    assertEquals(new CountryCode("NL"), geo.lookup(address("193.0.9.0")).country());
    assertEquals(new CountryCode("NL"), geo.lookup(address("193.0.7.255")).country());
  }

  @Test
  void oneHalfOfAMergedRecordCountsAsNothing() throws IOException {
    new MmdbFile("merged", BUILT)
        .add("193.0.0.0/24", Map.of("country", Map.of("iso_code", "NL")))
        .add("193.0.1.0/24", Map.of("autonomous_system_number", 3333L))
        .write(directory.resolve("a.mmdb"));
    GeoLookup geo = new GeoLookup(directory);
    assertTrue(geo.isAvailable());
    assertEquals(Place.UNKNOWN, geo.lookup(address("193.0.0.1")));
    assertEquals(Place.UNKNOWN, geo.lookup(address("193.0.1.1")));
  }

  @Test
  void ofTwoFilesEachCountsAlone() throws IOException {
    new MmdbFile("DBIP-Country-Lite", BUILT)
        .add("193.0.0.0/16", Map.of("country", Map.of("iso_code", "NL")))
        .write(directory.resolve("dbip-country-lite.mmdb"));
    new MmdbFile("DBIP-ASN-Lite", BUILT)
        .add("193.0.0.0/24", Map.of("autonomous_system_number", 3333L))
        .write(directory.resolve("dbip-asn-lite.mmdb"));
    GeoLookup geo = new GeoLookup(directory);
    assertEquals(
        new Place(new CountryCode("NL"), new ProbeAsn(3333), Optional.empty()),
        geo.lookup(address("193.0.0.1")));
    assertEquals(
        new Place(new CountryCode("NL"), ProbeAsn.UNKNOWN, Optional.empty()),
        geo.lookup(address("193.0.1.1")));
  }

  @Test
  void ofTwoOfAKindTheNewerIsUsed() throws IOException {
    new MmdbFile("merged", BUILT).add("193.0.0.0/16", "DE", 1, "Old").write(file("z-old.mmdb"));
    new MmdbFile("merged", BUILT + 1).add("193.0.0.0/16", "NL", 2, "New").write(file("new.mmdb"));
    assertEquals(
        Optional.of("New"), new GeoLookup(directory).lookup(address("193.0.0.1")).network());
  }

  @Test
  void withoutAFileEverythingIsUnknown() throws IOException {
    GeoLookup geo = new GeoLookup(directory.resolve("missing"));
    assertFalse(geo.isAvailable());
    assertEquals(Place.UNKNOWN, geo.lookup(address("192.33.4.12")));
    assertEquals(0, geo.failures());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::8.8.8.8"
      })
  void addressesOfNobodyAreUnknownEvenWhenAFileHasThem(String text) throws IOException {
    everywhere();
    assertEquals(Place.UNKNOWN, new GeoLookup(directory).lookup(address(text)));
  }

  @Test
  void mappedAddressesAreUnknownAndTheirNeighboursAreNot() throws IOException {
    everywhere();
    GeoLookup geo = new GeoLookup(directory);
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    Arrays.fill(mapped, 12, 16, (byte) 8);
    assertEquals(Place.UNKNOWN, geo.lookup(Inet6Address.getByAddress(null, mapped, -1)));
    assertEquals(new ProbeAsn(7), geo.lookup(address("2001:4860::8888")).asn());
    assertEquals(new ProbeAsn(7), geo.lookup(address("100.128.0.1")).asn());
    assertEquals(new ProbeAsn(7), geo.lookup(address("172.32.0.1")).asn());
  }

  @Test
  void aFileWithoutPlacesIsRefused() throws IOException {
    new MmdbFile("other", BUILT).add("193.0.0.0/8", Map.of("x", "y")).write(file("a.mmdb"));
    GeoLookup geo = new GeoLookup(directory);
    assertFalse(geo.isAvailable());
    assertEquals(1, geo.failures());
  }

  @Test
  void noBrokenByteEscapesALookup() throws IOException {
    byte[] good = merged("US", 2149, "PSINet").bytes();
    for (int i = 0; i < good.length; i++) {
      byte[] broken = good.clone();
      broken[i] ^= 0x55;
      Files.write(file("a.mmdb"), broken);
      GeoLookup geo = new GeoLookup(directory);
      geo.lookup(address("192.33.4.12"));
      geo.lookup(address("2001:500:2::c"));
    }
  }

  private void everywhere() throws IOException {
    new MmdbFile("merged", BUILT)
        .add("0.0.0.0/1", "US", 7, "x")
        .add("128.0.0.0/1", "US", 7, "x")
        .add("::/1", "US", 7, "x")
        .add("8000::/1", "US", 7, "x")
        .write(file("a.mmdb"));
  }

  private static MmdbFile merged(String country, long asn, String name) {
    return new MmdbFile("merged", BUILT)
        .add("192.33.4.0/24", country, asn, name)
        .add("2001:500:2::/48", country, asn, name);
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
