// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Charges a request when its answer is known and before it goes out, while headers can still be
 * added: the time until then is its cost, not the time that a slow reader takes.
 */
@Provider
public class RateLimitHeaders implements ContainerResponseFilter {

  @Context HttpServletRequest servletRequest;
  @Context HttpServletResponse servletResponse;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (servletRequest.getAttribute(Metering.ATTRIBUTE) instanceof Metering metering) {
      metering.chargeAndTell(servletResponse);
    }
  }
}
