// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.apidocs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.problem.NotFound;

/** The page and its files (measurement API, section 8). */
@Path("/")
@ApplicationScoped
public class ApiDocsResource {

  private static final String PAGE = "index.html";
  private static final String SCRIPT = "text/javascript;charset=utf-8";
  private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  /** Scripts and connections of this address only; the library sets styles by itself. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  /** In the header of who can read it, and has not ruled it out. */
  private static final Pattern GZIP =
      Pattern.compile("(?i)\\bgzip\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))");

  @Inject
  @ConfigProperty(name = "BASE_URL")
  URI baseUrl;

  private final Map<String, Asset> assets = new HashMap<>();

  /** Reads all files. */
  public ApiDocsResource() {
    String library = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
    String own = "/org/ooni/backend/apidocs/";
    add(own, PAGE, "text/html;charset=utf-8");
    add(own, "start.js", SCRIPT);
    add(library, "swagger-ui-bundle.js", SCRIPT);
    add(library, "swagger-ui.css", "text/css;charset=utf-8");
    add(library, "favicon-32x32.png", "image/png");
  }

  /** Old links lead to the page. */
  @GET
  @Path("/api")
  public Response api() {
    return Response.status(Response.Status.FOUND)
        .location(URI.create(baseUrl + "/apidocs"))
        .build();
  }

  /** The page. */
  @GET
  @Path("/apidocs")
  public Response page(
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) String encodings) {
    return file(PAGE, known, encodings);
  }

  /** What the page is made of. */
  @GET
  @Path("/apidocs/{name}")
  public Response file(
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) String encodings) {
    Asset asset = assets.get(name);
    if (asset == null) {
      throw new NotFound("No such page");
    }
    boolean compressed = encodings != null && GZIP.matcher(encodings).find();
    return answer(asset, known, compressed)
        .tag(asset.tag())
        .header(HttpHeaders.CACHE_CONTROL, "max-age=3600")
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }

  private void add(String folder, String name, String type) {
    assets.put(name, Asset.read(folder + name, type));
  }

  private static Response.ResponseBuilder answer(Asset asset, String known, boolean compressed) {
    if (known != null && known.contains(asset.tag())) {
      return Response.notModified();
    }
    Response.ResponseBuilder answer =
        Response.ok(compressed ? asset.compressed() : asset.plain(), asset.type());
    return compressed ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip") : answer;
  }

  private static String version() {
    try (InputStream stream = ApiDocsResource.class.getResourceAsStream(WEBJAR)) {
      Properties properties = new Properties();
      properties.load(stream);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("not readable: " + WEBJAR, e);
    }
  }
}
