// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The names that measurements commonly have, so that they need not be decoded anew for each body,
 * and those among them whose values are seldom asked for.
 */
final class FieldNames {

  private static final List<String> DEFERRED =
      List.of(
          "network_events",
          "tls_handshakes",
          "quic_handshakes",
          "headers_list",
          "control",
          "x_control_request",
          "control_request",
          "extensions",
          "x_dns_whoami",
          "x_doh",
          "x_do53",
          "x_dns_late_replies",
          "x_dns_duplicate_responses",
          "x_conn_priority_log",
          "lookups",
          "client_resolver",
          "download",
          "receiver_data",
          "agent",
          "retries");

  private static final List<String> COMMON =
      List.of(
          "format",
          "content",
          "annotations",
          "architecture",
          "engine_name",
          "engine_version",
          "flavor",
          "network_type",
          "origin",
          "platform",
          "data_format_version",
          "input",
          "measurement_start_time",
          "probe_asn",
          "probe_cc",
          "probe_ip",
          "probe_network_name",
          "report_id",
          "resolver_asn",
          "resolver_ip",
          "resolver_network_name",
          "software_name",
          "software_version",
          "test_helpers",
          "backend",
          "address",
          "type",
          "test_keys",
          "test_name",
          "test_runtime",
          "test_start_time",
          "test_version",
          "options",
          "queries",
          "answers",
          "answer_type",
          "asn",
          "as_org_name",
          "ipv4",
          "ipv6",
          "hostname",
          "ttl",
          "engine",
          "failure",
          "query_type",
          "resolver_hostname",
          "resolver_port",
          "resolver_address",
          "raw_response",
          "rcode",
          "t",
          "t0",
          "tags",
          "transaction_id",
          "requests",
          "request",
          "response",
          "body",
          "body_is_truncated",
          "headers",
          "method",
          "tor",
          "exit_ip",
          "exit_name",
          "is_tor",
          "url",
          "x_transport",
          "code",
          "locations",
          "data",
          "network",
          "tcp_connect",
          "ip",
          "port",
          "status",
          "blocked",
          "success",
          "accessible",
          "blocking",
          "dns_experiment_failure",
          "dns_consistency",
          "control_failure",
          "http_experiment_failure",
          "body_length_match",
          "body_proportion",
          "status_code_match",
          "headers_match",
          "title_match",
          "measurement_start_time_saved",
          "is_verified",
          "id",
          "bucket_date",
          "probe_city",
          "report_filename",
          "backend_version");

  private static final int SLOTS = 1024;
  private static final int LONGEST = 32;
  private static final byte[][] BYTES = new byte[SLOTS][];
  private static final String[] NAMES = new String[SLOTS];
  private static final boolean[] SELDOM = new boolean[SLOTS];

  static {
    COMMON.forEach(name -> enter(name, false));
    DEFERRED.forEach(name -> enter(name, true));
  }

  private FieldNames() {}

  /** Number of the name in these bytes, negative when it is not a common one. */
  static int find(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return -1;
    }
    int slot = slot(bytes, from, to);
    while (BYTES[slot] != null) {
      if (Arrays.equals(BYTES[slot], 0, BYTES[slot].length, bytes, from, to)) {
        return slot;
      }
      slot = slot + 1 & SLOTS - 1;
    }
    return -1;
  }

  static String name(int number) {
    return NAMES[number];
  }

  /** Whether the value of this name can stay in the body until it is asked for. */
  static boolean isSeldomRead(int number) {
    return number >= 0 && SELDOM[number];
  }

  private static void enter(String name, boolean seldom) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    int slot = slot(bytes, 0, bytes.length);
    while (BYTES[slot] != null) {
      slot = slot + 1 & SLOTS - 1;
    }
    BYTES[slot] = bytes;
    NAMES[slot] = name;
    SELDOM[slot] = seldom;
  }

  private static int slot(byte[] bytes, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    return (hash ^ hash >>> 10) & SLOTS - 1;
  }
}
