// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.ooni.backend.fingerprint.Fingerprint;
import org.ooni.backend.fingerprint.FingerprintReader;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.lines.LineReader;
import org.ooni.backend.scoring.MeasurementScoring;
import org.ooni.backend.scoring.ScorerVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores measurements from files, one per line, and prints one verdict per line. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Scores measurements and prints one line of JSON for each.",
      "A line is a measurement or its submission, with its uid and a tab before it or alone; then"
          + " it gets an id made from its bytes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every line was scored or discarded",
      "1:a line or a file could not be read",
      "2:called wrongly"
    })
final class ScoreCommand implements Callable<Integer> {

  private static final Path STANDARD_INPUT = Path.of("-");

  @Option(
      names = "--fingerprints-dns",
      paramLabel = "FILE",
      description = "Fingerprints of DNS answers, CSV or JSON.")
  Path dnsFile;

  @Option(
      names = "--fingerprints-http",
      paramLabel = "FILE",
      description = "Fingerprints of HTTP responses, CSV or JSON.")
  Path httpFile;

  @Option(names = "--no-progress", description = "Show no progress bar.")
  boolean quiet;

  @Parameters(
      paramLabel = "FILE",
      description = "Plain, .gz or .zst; standard input when there is none or for -.")
  List<Path> files = List.of(STANDARD_INPUT);

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter messages = spec.commandLine().getErr();
    FingerprintSnapshot fingerprints;
    try {
      fingerprints = new FingerprintSnapshot(read(dnsFile), read(httpFile));
    } catch (IOException | IllegalArgumentException e) {
      messages.println("fastpath: fingerprints cannot be read: " + e.getMessage());
      return spec.exitCodeOnInvalidInput();
    }
    MeasurementScoring scoring =
        new MeasurementScoring(() -> fingerprints, ScorerVersion.ofThisBuild());
    PrintWriter out = spec.commandLine().getOut();
    ScoreTally tally = new ScoreTally();
    VerdictPrinter printer = new VerdictPrinter(scoring, tally, out, messages);
    for (Path file : files) {
      score(file, printer, tally, messages);
    }
    messages.println(tally.summary());
    if (out.checkError()) {
      messages.println("fastpath: the output cannot be written");
      return 1;
    }
    return tally.isClean() ? 0 : 1;
  }

  private void score(Path file, VerdictPrinter printer, ScoreTally tally, PrintWriter messages) {
    boolean piped = file.equals(STANDARD_INPUT);
    try (InputStream raw = piped ? System.in : Files.newInputStream(file);
        CountedInput counted = new CountedInput(raw);
        ProgressBar bar = quiet ? null : ProgressBars.of(file, piped)) {
      LineReader lines = new LineReader(PackedInput.unpack(file, counted));
      while (lines.next()) {
        printer.print(file, lines);
        if (bar != null) {
          bar.stepTo(counted.count());
        }
      }
    } catch (IOException e) {
      tally.unreadable();
      messages.println("fastpath: " + file + " cannot be read: " + e.getMessage());
    }
  }

  private static List<Fingerprint> read(Path file) throws IOException {
    return file == null ? List.of() : FingerprintReader.read(Files.readAllBytes(file));
  }
}
