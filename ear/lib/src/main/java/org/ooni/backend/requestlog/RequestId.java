// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.requestlog;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** The name under which the log knows a request. */
public final class RequestId {

  static final String HEADER = "X-Request-Id";

  /** The member of every record, and of answers. */
  private static final String FIELD = "rid";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** That of the request which this thread serves, or a new one. */
  public static String current() {
    return MDC.get(FIELD) instanceof String id ? id : UUID.randomUUID().toString();
  }

  /** What the server has put into the header; a server that was not told to may not have looked. */
  static String of(String header) {
    return header != null && PLAIN.matcher(header).matches() ? header : current();
  }

  static void begin(String id) {
    MDC.put(FIELD, id);
  }

  static void end() {
    MDC.remove(FIELD);
  }
}
