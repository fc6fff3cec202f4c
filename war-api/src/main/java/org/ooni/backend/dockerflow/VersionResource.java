// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which version runs. A container has it in a file; elsewhere it is what the build took from the
 * tags, or 0.0.0.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class VersionResource {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNKNOWN = "0.0.0";
  private static final String BUILT = "/META-INF/version.json";

  @Inject
  @ConfigProperty(name = "VERSION_FILE")
  java.nio.file.Path file;

  /** The version object of Dockerflow: source, version, commit and build. */
  @GET
  @Path("/__version__")
  public Response versionObject() throws IOException {
    return answer(read());
  }

  /** Version and build alone. */
  @GET
  @Path("/version")
  public Response version() throws IOException {
    JsonNode version = read();
    return answer(
        JSON.createObjectNode()
            .put("version", version.path("version").asText(UNKNOWN))
            .put("build_label", version.path("build").asText()));
  }

  /** The object, with a version in it. */
  public JsonNode read() throws IOException {
    if (Files.isReadable(file)) {
      return JSON.readTree(file.toFile());
    }
    try (InputStream built = VersionResource.class.getResourceAsStream(BUILT)) {
      ObjectNode version = (ObjectNode) JSON.readTree(built);
      if (version.path("version").asText().isEmpty()) {
        version.put("version", UNKNOWN);
      }
      return version;
    }
  }

  private static Response answer(JsonNode body) {
    return Response.ok(body.toString(), MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-cache")
        .build();
  }
}
