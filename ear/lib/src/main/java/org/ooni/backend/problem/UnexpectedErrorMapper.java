// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The edge of every request: answers what nobody expected with 500 and a random {@code rid}, under
 * which the log has the cause. The caller learns nothing else.
 */
@Provider
public class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = Logger.getLogger(UnexpectedErrorMapper.class);

  @Override
  public Response toResponse(Throwable error) {
    return answer(error);
  }

  static Response answer(Throwable error) {
    String rid = UUID.randomUUID().toString();
    LOG.errorf(error, "unexpected error: rid %s", rid);
    return ErrorBody.of("Internal server error").withRid(rid).answer(500, Map.of());
  }
}
