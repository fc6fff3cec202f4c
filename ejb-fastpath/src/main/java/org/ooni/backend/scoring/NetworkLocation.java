// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.ooni.backend.json.MalformedJson;

/**
 * The part of an address that names the server, with user and port, as the reference takes it: text
 * without a scheme and two slashes has none, and nothing is normalised.
 */
final class NetworkLocation {

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
  private static final Pattern FUTURE_ADDRESS = Pattern.compile("v[0-9a-fA-F]+\\..+");
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final int GROUPS = 8;

  private NetworkLocation() {}

  /**
   * The server's part of the address.
   *
   * @throws MalformedJson when brackets in it hold no address, or characters would change its
   *     meaning once normalised
   */
  static String of(String address) {
    String rest = withoutScheme(stripped(address));
    if (!rest.startsWith("//")) {
      return "";
    }
    int end = 2;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    String location = rest.substring(2, end);
    if (location.indexOf('[') >= 0 || location.indexOf(']') >= 0) {
      checkBrackets(location);
    }
    checkNormalised(location);
    return location;
  }

  private static String stripped(String address) {
    int from = 0;
    while (from < address.length() && address.charAt(from) <= ' ') {
      from++;
    }
    String text = address.substring(from);
    boolean plain = text.indexOf('\t') < 0 && text.indexOf('\r') < 0 && text.indexOf('\n') < 0;
    return plain ? text : text.replaceAll("[\t\r\n]", "");
  }

  private static String withoutScheme(String text) {
    int colon = text.indexOf(':');
    return colon > 0 && SCHEME.matcher(text.substring(0, colon)).matches()
        ? text.substring(colon + 1)
        : text;
  }

  private static void checkBrackets(String location) {
    if (location.indexOf('[') < 0 || location.indexOf(']') < 0) {
      throw broken();
    }
    String host = location.substring(location.lastIndexOf('@') + 1);
    int open = host.indexOf('[');
    if (open < 0) {
      throw broken();
    }
    int close = host.indexOf(']', open);
    String inside = close < 0 ? host.substring(open + 1) : host.substring(open + 1, close);
    String after = close < 0 ? "" : host.substring(close + 1);
    if (open > 0 || !(after.isEmpty() || after.startsWith(":"))) {
      throw broken();
    }
    boolean future = inside.startsWith("v");
    if (future ? !FUTURE_ADDRESS.matcher(inside).matches() : !isIpv6(inside)) {
      throw broken();
    }
  }

  private static boolean isIpv6(String text) {
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    if (zone >= 0 && (zone == text.length() - 1 || text.indexOf('%', zone + 1) >= 0)) {
      return false;
    }
    int gap = address.indexOf("::");
    if (gap < 0) {
      return groups(address, true) == GROUPS;
    }
    String head = address.substring(0, gap);
    String tail = address.substring(gap + 2);
    int before = head.isEmpty() ? 0 : groups(head, false);
    int after = tail.isEmpty() ? 0 : groups(tail, true);
    return before >= 0 && after >= 0 && before + after < GROUPS;
  }

  /** Number of 16-bit groups, -1 when there is anything else. */
  private static int groups(String text, boolean mayEndInIpv4) {
    String[] parts = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      if (GROUP.matcher(parts[i]).matches()) {
        count++;
      } else if (mayEndInIpv4 && i == parts.length - 1 && isIpv4(parts[i])) {
        count += 2;
      } else {
        return -1;
      }
    }
    return count;
  }

  private static boolean isIpv4(String text) {
    String[] parts = text.split("\\.", -1);
    boolean four = parts.length == 4;
    for (String part : parts) {
      four = four && OCTET.matcher(part).matches() && Integer.parseInt(part) < 256;
    }
    return four;
  }

  private static void checkNormalised(String location) {
    if (location.chars().allMatch(c -> c < 0x80)) {
      return;
    }
    String compared = location.replaceAll("[@:#?]", "");
    String normalised = Normalizer.normalize(compared, Normalizer.Form.NFKC);
    if (!normalised.equals(compared) && normalised.chars().anyMatch(c -> "/?#@:".indexOf(c) >= 0)) {
      throw MalformedJson.shape("an input whose server name changes when normalised");
    }
  }

  private static MalformedJson broken() {
    return MalformedJson.shape("an input with brackets around no address");
  }
}
