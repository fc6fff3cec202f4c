// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.clientaddress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses that are written as numbers; no name is ever looked up. */
public final class AddressText {

  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
  private static final Pattern WITH_PORT =
      Pattern.compile("(?:\\[([^\\[\\]]*)]|([0-9.]+))(?::\\d{1,5})?");
  private static final int LONGEST = 64;
  private static final int OCTETS = 4;

  private AddressText() {}

  /** The address; nothing when the text is no address of either version. */
  public static Optional<InetAddress> parse(String text) {
    byte[] octets = new byte[OCTETS];
    boolean isV4 = isV4(text, octets);
    if (text.length() > LONGEST || !isV4 && !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(isV4 ? InetAddress.getByAddress(octets) : InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** By hand, because nearly each request asks for the address it came from. */
  private static boolean isV4(String text, byte[] octets) {
    int at = 0;
    for (int i = 0; i < OCTETS; i++) {
      if (i > 0 && (at == text.length() || text.charAt(at++) != '.')) {
        return false;
      }
      int start = at;
      int value = 0;
      while (at < text.length() && at < start + 3 && isDigit(text.charAt(at))) {
        value = value * 10 + text.charAt(at++) - '0';
      }
      boolean hasZeroInFront = at > start + 1 && text.charAt(start) == '0';
      if (at == start || hasZeroInFront || value > 255) {
        return false;
      }
      octets[i] = (byte) value;
    }
    return at == text.length();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Likewise, of an item that a proxy wrote: blanks around it, a port behind it. */
  static Optional<InetAddress> parseHop(String text) {
    String hop = text.strip();
    if (hop.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<InetAddress> plain = parse(hop);
    if (plain.isPresent()) {
      return plain;
    }
    Matcher withPort = WITH_PORT.matcher(hop);
    if (!withPort.matches()) {
      return Optional.empty();
    }
    return parse(withPort.group(1) == null ? withPort.group(2) : withPort.group(1));
  }
}
