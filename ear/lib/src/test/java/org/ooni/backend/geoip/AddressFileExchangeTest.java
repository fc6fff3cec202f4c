// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.geoip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

class AddressFileExchangeTest {

  private static final long BUILT = 1_767_225_600;

  @TempDir Path directory;
  private final InetAddress address;

  AddressFileExchangeTest() throws UnknownHostException {
    address = InetAddress.getByName("192.33.4.12");
  }

  @Test
  void aChangedFileIsTakenIntoUse() throws IOException {
    GeoLookup geo = new GeoLookup(directory);
    merged("US", 2149, "PSINet").write(file("a.mmdb"));
    geo.refresh();
    assertEquals(new ProbeAsn(2149), geo.lookup(address).asn());
    merged("DE", 3320, "Another name").write(file("a.mmdb"));
    geo.refresh();
    assertEquals(new CountryCode("DE"), geo.lookup(address).country());
  }

  @Test
  void damagedTruncatedAndVanishedFilesLeaveTheLastGoodOneInUse() throws IOException {
    merged("US", 2149, "PSINet").write(file("a.mmdb"));
    GeoLookup geo = new GeoLookup(directory);
    byte[] good = merged("DE", 3320, "Another").bytes();
    Files.write(file("a.mmdb"), Arrays.copyOf(good, good.length / 2));
    geo.refresh();
    geo.refresh();
    assertEquals(1, geo.failures());
    Files.write(file("a.mmdb"), new byte[0]);
    geo.refresh();
    Files.write(file("a.mmdb"), new byte[100_000]);
    geo.refresh();
    assertEquals(3, geo.failures());
    Files.delete(file("a.mmdb"));
    geo.refresh();
    assertEquals(new ProbeAsn(2149), geo.lookup(address).asn());
  }

  @Test
  void filesThatWouldFillTheMemoryAreNotRead() throws IOException {
    merged("US", 2149, "PSINet").write(file("a.mmdb"));
    GeoLookup geo = new GeoLookup(directory);
    for (String name : List.of("large.mmdb", "larger.mmdb")) {
      try (RandomAccessFile file = new RandomAccessFile(file(name).toFile(), "rw")) {
        file.setLength(300 << 20);
      }
    }
    geo.refresh();
    assertEquals(1, geo.failures());
    assertTrue(geo.isAvailable());
  }

  @Test
  void lookupsGoOnWhileFilesAreExchanged() throws Exception {
    merged("US", 2149, "PSINet").write(file("a.mmdb"));
    GeoLookup geo = new GeoLookup(directory);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicBoolean lost = new AtomicBoolean();
    Thread reader =
        new Thread(
            () -> {
              while (!stop.get()) {
                if (geo.lookup(address).isUnknown()) {
                  lost.set(true);
                }
              }
            });
    reader.start();
    for (int i = 1; i <= 100; i++) {
      merged("US", i, "x".repeat(i)).write(file("a.mmdb"));
      geo.refresh();
      assertEquals(i, geo.lookup(address).asn().number());
    }
    stop.set(true);
    reader.join();
    assertFalse(lost.get());
  }

  private static MmdbFile merged(String country, long asn, String name) {
    return new MmdbFile("merged", BUILT).add("192.33.4.0/24", country, asn, name);
  }

  private Path file(String name) {
    return directory.resolve(name);
  }
}
