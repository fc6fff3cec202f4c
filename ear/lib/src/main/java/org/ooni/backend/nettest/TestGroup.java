// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.nettest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Groups of nettests as Explorer shows them (measurement API, section 2.5), in that order. */
public enum TestGroup {
  /** Websites. */
  WEBSITES("web_connectivity"),
  /** Instant messaging. */
  IM("facebook_messenger", "signal", "telegram", "whatsapp"),
  /** Boxes in the network that change requests. */
  MIDDLEBOX("http_invalid_request_line", "http_header_field_manipulation"),
  /** Speed. */
  PERFORMANCE("ndt", "dash"),
  /** Tools against blocking. */
  CIRCUMVENTION(
      "bridge_reachability",
      "meek_fronted_requests_test",
      "vanilla_tor",
      "tcp_connect",
      "psiphon",
      "tor",
      "torsf",
      "riseupvpn"),
  /** No longer run. */
  LEGACY("http_requests", "dns_consistency", "http_host", "multi_protocol_traceroute"),
  /** On trial. */
  EXPERIMENTAL("urlgetter", "dnscheck", "stunreachability");

  private final List<String> tests;

  TestGroup(String... tests) {
    this.tests = List.of(tests);
  }

  /** The group of this name. */
  public static Optional<TestGroup> named(String name) {
    return Arrays.stream(values()).filter(group -> group.label().equals(name)).findFirst();
  }

  /** The group that a nettest is in. */
  public static Optional<TestGroup> ofTest(String testName) {
    return Arrays.stream(values()).filter(group -> group.tests.contains(testName)).findFirst();
  }

  /** Its name in questions and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Names of its nettests. */
  public List<String> tests() {
    return tests;
  }
}
