// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Flags that operators of the reference know and that mean nothing here, or something else. */
final class ReferenceFlags {

  @Option(names = "--noapi", description = "Known from the reference; a rerun never has an API.")
  boolean noApi;

  @Option(
      names = "--devel",
      description = "Known from the reference; --folder is in the current folder anyway.")
  boolean devel;

  @Option(
      names = "--db-uri",
      paramLabel = "URL",
      description = "The database instead of DATABASE_URL, as jdbc:postgresql://host:port/name.")
  String databaseUrl;

  @Option(
      names = "--clickhouse-url",
      paramLabel = "URL",
      description = "Refused: verdicts are in PostgreSQL, see DATABASE_URL.")
  String clickhouseUrl;

  @Option(
      names = "--write-to-disk",
      description = "Refused: bodies stay in the archive; --keep-s3-cache keeps the objects.")
  boolean writeToDisk;

  @Spec(Target.MIXEE)
  CommandSpec spec;

  /** Says what cannot be done, and what to do instead. */
  void check() {
    if (clickhouseUrl != null) {
      throw new ParameterException(
          spec.commandLine(), "--clickhouse-url: there is no ClickHouse, set DATABASE_URL");
    }
    if (writeToDisk) {
      throw new ParameterException(
          spec.commandLine(), "--write-to-disk: bodies stay in the archive; see --keep-s3-cache");
    }
  }
}
