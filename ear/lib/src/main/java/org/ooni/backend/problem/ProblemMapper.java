// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;
import org.ooni.backend.requestlog.RequestId;

/** Answers a {@link Problem} in the one shape that all endpoints share. */
@Provider
public class ProblemMapper implements ExceptionMapper<Problem> {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  @Override
  public Response toResponse(Problem problem) {
    ErrorBody body =
        problem.isDetailOnly()
            ? new ErrorBody(null, null, problem.detail())
            : new ErrorBody(problem.error(), problem.getMessage(), problem.detail())
                .with(problem.members());
    if (problem.getCause() == null) {
      return body.answer(problem.status(), problem.headers());
    }
    String rid = RequestId.current();
    LOG.warnf(problem.getCause(), "request not answered: status %d", problem.status());
    return body.withRid(rid).answer(problem.status(), problem.headers());
  }
}
