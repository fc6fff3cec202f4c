// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.geoip;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

/**
 * One file in the format of MaxMind, held in memory: an open reader never depends on what happens
 * to the file.
 */
final class AddressFile {

  private static final int RECORDS_TRIED = 10_000;
  private static final int IPV6 = 6;

  /** What the records of a file tell. */
  enum Content {
    COUNTRY,
    NETWORK,
    BOTH
  }

  private final Reader reader;
  private final Content content;
  private final BigInteger built;

  private AddressFile(Reader reader) throws IOException, InvalidNetworkException {
    this.reader = reader;
    this.content = content();
    this.built = Objects.requireNonNull(reader.getMetadata().buildEpoch());
  }

  /**
   * Reads a file whole and tries its first records.
   *
   * @throws IOException when it cannot be read, is damaged, or has nothing to tell
   */
  static AddressFile open(Path file) throws IOException {
    try {
      return new AddressFile(new Reader(file.toFile(), FileMode.MEMORY));
    } catch (InvalidNetworkException | RuntimeException e) {
      // wrong bytes surprise the reader in many ways, not all of them its own exceptions
      throw new IOException("address file is damaged", e);
    }
  }

  /** What it tells. */
  Content tells() {
    return content;
  }

  /** When it was made, in seconds of the Unix epoch. */
  BigInteger built() {
    return built;
  }

  /**
   * What it tells about an address; what it does not tell is unknown.
   *
   * @throws IOException when the file is damaged at this place
   */
  Place find(InetAddress address) throws IOException {
    if (address instanceof Inet6Address && reader.getMetadata().ipVersion() != IPV6) {
      return Place.UNKNOWN;
    }
    try {
      Map<?, ?> fields = reader.get(address, Map.class);
      return fields == null ? Place.UNKNOWN : place(fields);
    } catch (RuntimeException e) {
      throw new IOException("address file is damaged", e);
    }
  }

  /**
   * By its records first: a merged file is made out of a file of countries and keeps the type of
   * that.
   */
  private Content content() throws IOException, InvalidNetworkException {
    Networks<?> networks = reader.networks(Map.class);
    boolean countries = false;
    boolean numbers = false;
    for (int i = 0; i < RECORDS_TRIED && networks.hasNext() && !(countries && numbers); i++) {
      DatabaseRecord<?> found = networks.next();
      if (found.data() instanceof Map<?, ?> fields) {
        Place place = place(fields);
        countries |= !place.country().isUnknown();
        numbers |= !place.asn().isUnknown();
      }
    }
    if (countries && numbers) {
      return Content.BOTH;
    }
    if (countries || numbers) {
      return content(reader.getMetadata().databaseType().toLowerCase(Locale.ROOT));
    }
    throw new IOException("address file tells neither countries nor networks");
  }

  private static Content content(String type) {
    boolean network = type.contains("asn");
    boolean country = type.contains("country") || type.contains("city");
    if (network == country) {
      return Content.BOTH;
    }
    return network ? Content.NETWORK : Content.COUNTRY;
  }

  private static Place place(Map<?, ?> fields) {
    return new Place(
        country(fields),
        fields.get("autonomous_system_number") instanceof Number number
            ? new ProbeAsn(number.longValue())
            : ProbeAsn.UNKNOWN,
        fields.get("autonomous_system_organization") instanceof String name
            ? Optional.of(name)
            : Optional.empty());
  }

  private static CountryCode country(Map<?, ?> fields) {
    return fields.get("country") instanceof Map<?, ?> country
            && country.get("iso_code") instanceof String code
            && CountryCode.isCode(code)
        ? new CountryCode(code)
        : CountryCode.UNKNOWN;
  }
}
