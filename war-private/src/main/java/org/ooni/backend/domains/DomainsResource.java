// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.domains;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.ResultSet;
import java.time.Duration;
import org.ooni.backend.answer.JsonAnswer;
import org.ooni.backend.answer.KeptAnswers;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.pageparameters.PageParameters;

/** All domains of the test lists, and one (measurement API, section 7). */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DomainsResource {

  private static final Duration MAX_AGE = Duration.ofHours(2);

  private static final String WWW = "www.";
  private static final String MISCELLANEOUS = "MISC";

  // the global list knows best, then whoever says it in the shortest address
  private static final String DOMAIN =
      """
      select category_code, domain
      from citizenlab
      where domain in (?, ?)
      order by upper(cc) <> 'ZZ', length(url), url collate "C", category_code collate "C"
      limit 1
      """;

  @Inject DomainList list;
  @Inject KeptAnswers kept;
  @Inject ReadDatabase database;
  @Context UriInfo uri;
  @Context HttpHeaders headers;

  /** What a domain is about, and how the test lists write it. */
  public record Metadata(String category_code, String canonical_domain) {}

  /** Answers 200 with all of them, by name, measured or not. */
  @GET
  @Path("/domains")
  public Response domains() {
    return kept.answer("domains", headers, MAX_AGE, list::domains);
  }

  /** Answers 200, also for a {@code domain} that is on no list. */
  @GET
  @Path("/domain_metadata")
  public Response metadata() {
    String domain = new PageParameters(uri).required("domain");
    String bare = domain.startsWith(WWW) ? domain.substring(WWW.length()) : domain;
    return JsonAnswer.cacheable(metadata(bare), MAX_AGE);
  }

  private Metadata metadata(String bare) {
    return database.ask(
        DOMAIN,
        statement -> {
          statement.setString(1, bare);
          statement.setString(2, WWW + bare);
          try (ResultSet row = statement.executeQuery()) {
            return row.next()
                ? new Metadata(row.getString(1), row.getString(2))
                : new Metadata(MISCELLANEOUS, bare);
          }
        });
  }
}
