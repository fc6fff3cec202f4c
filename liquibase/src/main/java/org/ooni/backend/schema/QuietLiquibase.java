// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.util.Map;
import java.util.logging.Level;
import liquibase.Scope;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.exception.LiquibaseException;
import liquibase.logging.Logger;
import liquibase.logging.core.JavaLogService;
import liquibase.logging.core.JavaLogger;
import liquibase.ui.LoggerUIService;

/** Runs Liquibase without its chatter, its banners and its reports to its makers. */
public final class QuietLiquibase {

  private QuietLiquibase() {}

  /** Runs the call; a failure of Liquibase comes out as a {@link SchemaException}. */
  public static <T> T call(Call<T> call) {
    Map<String, Object> quiet =
        Map.of(
            Scope.Attr.logService.name(), new Warnings(),
            Scope.Attr.ui.name(), new LoggerUIService(),
            AnalyticsArgs.ENABLED.getKey(), false);
    try {
      return Scope.child(quiet, call::run);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // the scope declares any exception, the call throws those of Liquibase
      throw new SchemaException("the change sets could not be read or run: " + e.getMessage(), e);
    }
  }

  /** A call into Liquibase. */
  @FunctionalInterface
  public interface Call<T> {
    /** Runs it. */
    T run() throws LiquibaseException;
  }

  private static final class Warnings extends JavaLogService {
    @Override
    @SuppressWarnings({"rawtypes", "try"})
    public Logger getLog(Class source) {
      return new JavaLogger(java.util.logging.Logger.getLogger(getLogName(source))) {
        @Override
        public void log(Level level, String message, Throwable cause) {
          if (level.intValue() >= Level.WARNING.intValue()) {
            // what fails is thrown as well, and the caller gets the stack trace there
            super.log(level, message, null);
          }
        }
      };
    }
  }
}
