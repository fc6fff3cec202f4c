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

  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
  private static final Pattern WITH_PORT =
      Pattern.compile("(?:\\[([^\\[\\]]*)]|([0-9.]+))(?::\\d{1,5})?");
  private static final int LONGEST = 64;

  private AddressText() {}

  /** The address; nothing when the text is no address of either version. */
  public static Optional<InetAddress> parse(String text) {
    if (text.length() > LONGEST || !V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Likewise, of an item that a proxy wrote: blanks around it, a port behind it. */
  static Optional<InetAddress> parseHop(String text) {
    String hop = text.strip();
    if (hop.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher withPort = WITH_PORT.matcher(hop);
    if (!withPort.matches()) {
      return parse(hop);
    }
    return parse(withPort.group(1) == null ? withPort.group(2) : withPort.group(1));
  }
}
