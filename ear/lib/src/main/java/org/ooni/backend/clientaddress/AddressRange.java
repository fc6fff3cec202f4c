// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.clientaddress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The addresses that begin with the same bits.
 *
 * @param first any of them
 * @param bits how many bits are the same
 */
public record AddressRange(InetAddress first, int bits) {

  private static final Pattern BITS = Pattern.compile("\\d{1,3}");

  /**
   * Reads a list of addresses and CIDR ranges, separated by commas.
   *
   * @param setting name of the variable, for the message
   * @throws IllegalArgumentException when an item is neither
   */
  public static List<AddressRange> parseList(String setting, String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .map(
            item ->
                parse(item)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                setting
                                    + " is a list of addresses or ranges such as 10.0.0.0/8,"
                                    + " separated by commas")))
        .toList();
  }

  private static Optional<AddressRange> parse(String item) {
    String[] parts = item.split("/", -1);
    if (parts.length > 2 || parts.length == 2 && !BITS.matcher(parts[1]).matches()) {
      return Optional.empty();
    }
    return AddressText.parse(parts[0])
        .flatMap(
            address -> {
              int most = address.getAddress().length * Byte.SIZE;
              int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : most;
              return bits > most ? Optional.empty() : Optional.of(new AddressRange(address, bits));
            });
  }

  /** Whether the address is one of them. */
  public boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    if (!Arrays.equals(mine, 0, whole, other, 0, whole)) {
      return false;
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || (mine[whole] ^ other[whole]) >> (Byte.SIZE - rest) == 0;
  }
}
