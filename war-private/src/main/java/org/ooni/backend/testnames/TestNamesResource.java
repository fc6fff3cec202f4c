// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testnames;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.ooni.backend.answer.JsonAnswer;

/** Names of nettests as people read them (measurement API, section 2.6). */
@Path("/test_names")
@Produces(MediaType.APPLICATION_JSON)
public class TestNamesResource {

  private static final Names NAMES =
      new Names(
          List.of(
              new TestName("bridge_reachability", "Bridge Reachability"),
              new TestName("dash", "DASH"),
              new TestName("dns_consistency", "DNS Consistency"),
              new TestName("dnscheck", "DNS Check"),
              new TestName("facebook_messenger", "Facebook Messenger"),
              new TestName("http_header_field_manipulation", "HTTP Header Field Manipulation"),
              new TestName("http_host", "HTTP Host"),
              new TestName("http_invalid_request_line", "HTTP Invalid Request Line"),
              new TestName("http_requests", "HTTP Requests"),
              new TestName("meek_fronted_requests_test", "Meek Fronted Requests"),
              new TestName("multi_protocol_traceroute", "Multi Protocol Traceroute"),
              new TestName("ndt", "NDT"),
              new TestName("psiphon", "Psiphon"),
              new TestName("riseupvpn", "RiseupVPN"),
              new TestName("signal", "Signal"),
              new TestName("stunreachability", "STUN Reachability"),
              new TestName("tcp_connect", "TCP Connect"),
              new TestName("telegram", "Telegram"),
              new TestName("tor", "Tor"),
              new TestName("torsf", "Tor Snowflake"),
              new TestName("urlgetter", "URL Getter"),
              new TestName("vanilla_tor", "Vanilla Tor"),
              new TestName("web_connectivity", "Web Connectivity"),
              new TestName("whatsapp", "WhatsApp")));

  /** A nettest and its name. */
  public record TestName(String id, String name) {}

  /** All of them. */
  public record Names(List<TestName> test_names) {}

  /** Answers 200. */
  @GET
  public Response names() {
    return JsonAnswer.cacheable(NAMES, Duration.ofHours(1));
  }
}
