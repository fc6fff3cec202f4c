// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.io.IOException;
import java.sql.SQLException;
import org.ooni.backend.schema.SchemaException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line what went wrong; anything unexpected keeps its stack trace. */
final class SchemaFailures implements IExecutionExceptionHandler {

  private static final int FAILED = 3;

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed)
      throws Exception {
    if (failure instanceof SQLException || failure instanceof SchemaException) {
      line.getErr().println("schema: the database could not do it: " + failure.getMessage());
      return FAILED;
    }
    if (failure instanceof IOException) {
      line.getErr().println("schema: cannot write: " + failure.getMessage());
      return FAILED;
    }
    throw failure;
  }
}
