// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.cors;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Keeps what {@link CorsFilter} says to caches: a resource that names other headers which its
 * answer depends on would replace it.
 */
@Provider
// the lowest priority filters answers last, when the others have named what they depend on
@Priority(1)
public class VaryByOrigin implements ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getHeaders().containsKey(HttpHeaders.VARY)) {
      response.getHeaders().add(HttpHeaders.VARY, "Origin");
    }
  }
}
