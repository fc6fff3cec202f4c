// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ooni.backend.queries.Conditions;
import org.ooni.backend.queries.Parameters;

/** Lists of single observations (measurement API 5.1). */
@Path("/api/v1/observations")
@Produces(MediaType.APPLICATION_JSON)
public class ObservationsResource {

  private static final int DAYS = 7;

  private static final List<String> EXACT =
      List.of("test_name", "software_name", "software_version", "test_version", "engine_version");

  // what tells about the probe itself is left out
  private static final String SELECT =
      """
      select measurement_uid, input, report_id, ooni_run_link_id, measurement_start_time,
        software_name, software_version, test_name, test_version, bucket_date, probe_asn, probe_cc,
        probe_as_org_name, probe_as_cc, probe_as_name, network_type, platform, origin, engine_name,
        engine_version, architecture, resolver_ip, resolver_asn, resolver_cc, resolver_as_org_name,
        resolver_as_cc, observation_idx, created_at,
        coalesce(target_id, hostname, tls_server_name) as target_id, hostname, transaction_id, ip,
        port, ip_asn, ip_as_org_name, ip_as_cc, ip_cc, ip_is_bogon, dns_query_type, dns_failure,
        dns_engine, dns_engine_resolver_address, dns_answer_type, dns_answer, dns_answer_asn,
        dns_answer_as_org_name, dns_t, tcp_failure, tcp_success, tcp_t, tls_failure,
        tls_server_name, tls_outer_server_name, tls_echconfig, tls_version, tls_cipher_suite,
        tls_is_certificate_valid, tls_end_entity_certificate_fingerprint,
        tls_end_entity_certificate_subject, tls_end_entity_certificate_subject_common_name,
        tls_end_entity_certificate_issuer, tls_end_entity_certificate_issuer_common_name,
        tls_end_entity_certificate_not_valid_after, tls_end_entity_certificate_not_valid_before,
        tls_end_entity_certificate_san_list, tls_certificate_chain_length,
        tls_certificate_chain_fingerprints, tls_handshake_read_count, tls_handshake_write_count,
        tls_handshake_read_bytes, tls_handshake_write_bytes, tls_handshake_last_operation,
        tls_handshake_time, tls_t, http_request_url, http_network, http_alpn, http_failure,
        http_request_body_length, http_request_method, http_runtime, http_response_body_length,
        http_response_body_is_truncated, http_response_body_sha1, http_response_status_code,
        http_response_header_location, http_response_header_server, http_request_redirect_from,
        http_request_body_is_truncated, http_t, probe_analysis
      from obs_web
      """;

  @Inject ListAnswer answer;
  @Inject Clock clock;

  /** Answers 200 with a page, 422 for what is not allowed, 504 when it takes long. */
  @GET
  public Response list(@Context UriInfo uri) throws IOException {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    Page page = Page.of(parameters);
    return answer.of(page, page.of(conditions(parameters), SELECT), uri);
  }

  Conditions conditions(Parameters parameters) {
    Conditions where = new Conditions();
    List<String> uids = parameters.list("measurement_uid");
    List<String> reports = parameters.list("report_id");
    where.any("measurement_uid = ?", "measurement_uid = any (?)", "text", uids);
    where.anyLongText("report_id", reports);
    where.any("probe_asn = ?", "probe_asn = any (?)", "bigint", parameters.networks("probe_asn"));
    where.any("probe_cc = ?", "probe_cc = any (?)", "text", parameters.countries("probe_cc"));
    for (String name : EXACT) {
      where.any(name + " = ?", name + " = any (?)", "text", parameters.list(name));
    }
    where.any(
        "ooni_run_link_id = ?",
        "ooni_run_link_id = any (?)",
        "text",
        parameters.list("ooni_run_link_id"));
    window(parameters, !uids.isEmpty() || !reports.isEmpty())
        .addTo(where, "measurement_start_time", ">=", "<=");
    return where;
  }

  private Window window(Parameters parameters, boolean namesMeasurements) {
    Function<String, Optional<Instant>> bound =
        name -> parameters.date(name).map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC));
    return namesMeasurements ? Window.given(bound) : Window.of(bound, clock, DAYS);
  }
}
