// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.ws.rs.core.MediaType;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** A request without the headers that are not looked at, or cannot be. */
final class ReadableRequest extends HttpServletRequestWrapper {

  private static final String CONTENT_TYPE = "content-type";
  private static final String USUAL_TYPE = "application/json";
  private static final Set<String> NEVER_SHOWN =
      Set.of("accept", "accept-charset", "accept-language");

  private final Set<String> hidden;

  ReadableRequest(HttpServletRequest request) {
    super(request);
    hidden = isReadable(request.getHeader(CONTENT_TYPE)) ? NEVER_SHOWN : withContentType();
  }

  @Override
  public String getContentType() {
    return isHidden(CONTENT_TYPE) ? null : super.getContentType();
  }

  @Override
  public String getHeader(String name) {
    return isHidden(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(
        Collections.list(super.getHeaderNames()).stream().filter(name -> !isHidden(name)).toList());
  }

  private boolean isHidden(String name) {
    return hidden.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isReadable(String type) {
    if (type == null || type.equals(USUAL_TYPE)) {
      return true;
    }
    try {
      return MediaType.valueOf(type) != null;
    } catch (RuntimeException e) {
      // the specification names one exception for this, the runtime has others besides
      return false;
    }
  }

  private static Set<String> withContentType() {
    Set<String> names = new HashSet<>(NEVER_SHOWN);
    names.add(CONTENT_TYPE);
    return Set.copyOf(names);
  }
}
