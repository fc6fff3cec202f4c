// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pages;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What all pages have around them, and the headers that keep others away from them. */
@ApplicationScoped
class Layout {

  static final String HTML = "text/html;charset=utf-8";

  /** The style sheet and icon of this address, and nothing else. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  @Inject
  @ConfigProperty(name = "EXPLORER_URL")
  URI explorer;

  private final Template layout = Template.read("layout.html");

  /**
   * A page.
   *
   * @param title text
   * @param path of this page, which needs no link to itself
   * @param main HTML
   */
  Response page(String title, String path, String main, String caching) {
    String html =
        layout.with(
            Map.of(
                "title", Template.text(title),
                "explorer", explorer(),
                "home_current", current(path.equals("/")),
                "status_current", current(path.equals("/status")),
                "main", main));
    return secured(Response.ok(html.getBytes(StandardCharsets.UTF_8)))
        .header(HttpHeaders.CONTENT_TYPE, HTML)
        .header(HttpHeaders.CACHE_CONTROL, caching)
        .build();
  }

  /** The address of Explorer, as it is written in an attribute. */
  String explorer() {
    return Template.text(explorer.toASCIIString());
  }

  static Response.ResponseBuilder secured(Response.ResponseBuilder answer) {
    return answer
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  }

  private static String current(boolean isCurrent) {
    return isCurrent ? " aria-current=\"page\"" : "";
  }
}
