// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.problem.NotFound;

/** Fails, so that it can be seen what becomes of failures. Not there unless it is asked for. */
@Path("/__error__")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ErrorResource {

  @Inject
  @ConfigProperty(name = "ERROR_ENDPOINT")
  boolean isOn;

  /** 500, with its cause in the log; 404 when it is off. */
  @GET
  public Response fail() {
    if (!isOn) {
      throw new NotFound("Not Found");
    }
    throw new IllegalStateException("asked for, by /__error__");
  }
}
