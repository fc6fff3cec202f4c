// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pages;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.ooni.backend.problem.NotFound;
import org.ooni.backend.queries.Digest;

/** What the pages are made of beside themselves. */
@Path("/pages")
@ApplicationScoped
public class PageFilesResource {

  private record File(String type, byte[] bytes, String tag) {

    static File read(String name, String type) {
      byte[] bytes = Template.bytes(name);
      return new File(type, bytes, Digest.of(bytes));
    }
  }

  private final Map<String, File> files =
      Map.of(
          "style.css", File.read("style.css", "text/css;charset=utf-8"),
          "icon.svg", File.read("icon.svg", "image/svg+xml"));

  /** Answers 200, or 304 when the caller has it. */
  @GET
  @Path("/{name}")
  public Response file(
      @PathParam("name") String name, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
    File file = files.get(name);
    if (file == null) {
      throw new NotFound("No such page");
    }
    boolean isKnown = known != null && known.contains(file.tag());
    Response.ResponseBuilder answer =
        isKnown
            ? Response.notModified()
            : Response.ok(file.bytes()).header(HttpHeaders.CONTENT_TYPE, file.type());
    return Layout.secured(answer)
        .tag(file.tag())
        .header(HttpHeaders.CACHE_CONTROL, "max-age=3600")
        .build();
  }
}
