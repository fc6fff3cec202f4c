// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ooni.backend.rerun.RerunSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What is read. */
final class RerunChoice {

  @Option(
      names = "--start-day",
      paramLabel = "DAY",
      description =
          "First day, for example 2026-03-01, in UTC: that on which measurements were published, not"
              + " made.")
  LocalDate start;

  @Option(names = "--end-day", paramLabel = "DAY", description = "The day after the last one.")
  LocalDate end;

  @Option(
      names = "--ccs",
      split = ",",
      paramLabel = "CC",
      description = "Only these countries, as in IT,RU.")
  List<String> countries = List.of();

  @Option(
      names = "--testnames",
      split = ",",
      paramLabel = "NAME",
      description = "Only these nettests, with or without underscores, as in webconnectivity,tor.")
  List<String> nettests = List.of();

  @Option(
      names = "--from",
      paramLabel = "WHERE",
      description = {
        "A folder with a copy of a bucket (raw/, canned/, autoclaved/), or public for OONI's public"
            + " buckets. Otherwise the bucket of S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY and"
            + " S3_SECRET_KEY."
      })
  String from;

  @Option(
      names = "--stop-after",
      paramLabel = "N",
      description = "Stop after so many measurements; the same command then goes on.")
  long stopAfter = Long.MAX_VALUE;

  @Parameters(
      paramLabel = "FILE",
      description =
          "Objects on this machine to read instead of days: .tar.gz, .jsonl.gz, .tar.lz4, .json.lz4,"
              + " .yaml.lz4, and the same unpacked.")
  List<Path> files = List.of();

  @Spec(Target.MIXEE)
  CommandSpec spec;

  /** Says what is wrong with it. */
  void check() {
    boolean days = start != null && end != null;
    if (files.isEmpty() && !days) {
      throw wrong("--start-day and --end-day are needed, or files");
    }
    if (!files.isEmpty() && (start != null || end != null || from != null)) {
      throw wrong("either files or days, and --from belongs to days");
    }
    if (days && !start.isBefore(end)) {
      throw wrong("--end-day must be after --start-day");
    }
    if (stopAfter < 1) {
      throw wrong("--stop-after must be 1 or more");
    }
  }

  ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  Set<String> countrySet() {
    return countries.stream().map(String::strip).collect(Collectors.toSet());
  }

  Set<String> nettestSet() {
    return nettests.stream().map(name -> name.strip().replace("_", "")).collect(Collectors.toSet());
  }

  RerunSettings settings(RerunSettings.Writing writing, int workers, RerunSources sources)
      throws java.io.IOException {
    return new RerunSettings(
        start,
        end,
        sources.objects(files),
        new java.util.TreeSet<>(countrySet()),
        new java.util.TreeSet<>(nettestSet()),
        writing,
        stopAfter,
        workers);
  }
}
