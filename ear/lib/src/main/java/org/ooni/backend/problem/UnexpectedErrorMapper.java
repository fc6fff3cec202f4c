// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import org.jboss.logging.Logger;
import org.ooni.backend.requestlog.RequestId;

/**
 * The edge of every request: answers what nobody expected with 500 and the {@code rid} under which
 * the log has the cause. The caller learns nothing else.
 */
@Provider
public class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = Logger.getLogger(UnexpectedErrorMapper.class);

  @Override
  public Response toResponse(Throwable error) {
    return answer(error);
  }

  static Response answer(Throwable error) {
    String rid = RequestId.current();
    LOG.error("unexpected error", error);
    return ErrorBody.of("Internal server error").withRid(rid).answer(500, Map.of());
  }
}
