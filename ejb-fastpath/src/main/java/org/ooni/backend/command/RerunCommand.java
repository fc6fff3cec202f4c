// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import me.tongfei.progressbar.ProgressBar;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.rerun.LiveServer;
import org.ooni.backend.rerun.Rerun;
import org.ooni.backend.rerun.RerunParts;
import org.ooni.backend.rerun.RerunSettings;
import org.ooni.backend.scoring.MeasurementScoring;
import org.ooni.backend.scoring.ScorerVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores what is in an archive once more. */
@Command(
    name = "rerun",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnExecutionException = RerunCommand.BROKEN,
    description = {
      "Scores measurements of the archive once more, and writes what is missing in the database or,"
          + " with --update, all of it. A server may run beside it.",
      "Run again after it was stopped or killed, it goes on. The database is that of DATABASE_URL,"
          + " DATABASE_USER and DATABASE_PASSWORD."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was read, or as much as --stop-after says",
      "1:all was read but for what is named in the end",
      "2:called wrongly, or something it needs is not there",
      "3:stopped because the database, the archive or a disk is away; run it again to go on"
    })
final class RerunCommand implements Callable<Integer> {

  static final int BROKEN = 3;
  private static final int PERCENT = 100;
  private static final long MEMORY_OF_A_WORKER = 250L << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Mixin RerunChoice choice;

  @Mixin RerunEffects effects;

  @Option(
      names = "--keep-s3-cache",
      description = "Keep the objects that were copied from a bucket, for the next rerun.")
  boolean keepCache;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description =
          "For copies of objects and for what is needed to go on; ${DEFAULT-VALUE} if not given.")
  Path folder = Path.of("fastpath-rerun");

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Objects that are read at once; as many as there are processors if not given.")
  int workers = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--pace",
      paramLabel = "PERCENT",
      description =
          "Share of the time that each worker works, 1 to 100. If not given: 50 while a server works"
              + " with the same database, otherwise 100.")
  Integer pace;

  @Mixin RerunFingerprints fingerprintFiles;

  @Mixin ReferenceFlags reference;

  @Spec CommandSpec spec;

  private final Map<String, String> environment;

  RerunCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    choice.check();
    reference.check();
    boolean isPaceWrong = pace != null && (pace < 1 || pace > PERCENT);
    if (isPaceWrong || workers < 1) {
      throw choice.wrong("--pace goes from 1 to 100, and there is at least one of --workers");
    }
    PrintWriter messages =
        effects.stdout ? spec.commandLine().getOut() : spec.commandLine().getErr();
    try (KeptConnections database = database()) {
      return run(database, messages);
    } catch (IOException | IllegalArgumentException e) {
      messages.println("fastpath: " + e.getMessage());
      return spec.exitCodeOnInvalidInput();
    } catch (SQLException e) {
      messages.println("fastpath: the database cannot be asked: " + e.getMessage());
      return BROKEN;
    } finally {
      messages.flush();
    }
  }

  private int run(KeptConnections database, PrintWriter messages) throws IOException, SQLException {
    RerunSources sources = new RerunSources(environment);
    RerunSources.Named source = sources.of(choice, folder.resolve("cache"), keepCache);
    FingerprintSnapshot fingerprints = fingerprintFiles.read(database);
    RerunSettings settings = choice.settings(effects.writing(source.isOwn()), workers, sources);
    boolean needsDatabase = settings.writing().rows() || settings.writing().compare();
    String version = ScorerVersion.ofThisBuild();
    String identity =
        String.join(
            " ", settings.words(), source.name(), version, fingerprints.id(), database.getUrl());
    RerunBar bar = new RerunBar(messages, effects.debug);
    RerunParts parts =
        new RerunParts(
            source.source(),
            new MeasurementScoring(() -> fingerprints, version),
            needsDatabase ? Optional.of(database) : Optional.empty(),
            folder.resolve(hash(identity) + ".state"),
            share(database, needsDatabase),
            PATIENCE,
            Clock.systemUTC(),
            bar);
    Rerun.Result result;
    try (ProgressBar shown = progressBar()) {
      bar.showOn(shown);
      result = new Rerun(settings, parts).run();
    } catch (IOException e) {
      messages.println(
          "fastpath: stopped: what is needed to go on cannot be kept: " + e.getMessage());
      return BROKEN;
    }
    return report(result, bar, messages);
  }

  private int report(Rerun.Result result, RerunBar bar, PrintWriter messages) throws IOException {
    if (result.isResumed()) {
      messages.println("fastpath: gone on from where the last run of this rerun ended");
    }
    new RerunSummary(result.tally()).print(messages);
    messages.printf(
        "time: %.1f s, %.0f measurements/s%n", bar.seconds(), bar.measurements() / bar.seconds());
    if (effects.isCompared()) {
      effects.show(new FlipReport(result.tally()), spec.commandLine().getOut());
    }
    if (result.isBroken()) {
      messages.println("fastpath: stopped: " + result.stop().orElseThrow().getMessage());
      messages.println("fastpath: run the same command again to go on");
      return BROKEN;
    }
    return result.tally().isClean() ? 0 : 1;
  }

  private ProgressBar progressBar() {
    if (effects.quiet) {
      return null;
    }
    long days = choice.files.isEmpty() ? ChronoUnit.DAYS.between(choice.start, choice.end) : 1;
    return ProgressBars.throughDays(days);
  }

  /** The largest bodies, of 64 MiB, take up to four times as much while they are scored. */
  private static int mostWorkers() {
    Runtime machine = Runtime.getRuntime();
    long byMemory = Math.max(1, machine.maxMemory() / MEMORY_OF_A_WORKER);
    return (int) Math.min(machine.availableProcessors(), byMemory);
  }

  private DoubleSupplier share(KeptConnections database, boolean needsDatabase) {
    if (pace != null) {
      return () -> (double) pace / PERCENT;
    }
    return needsDatabase ? new LiveServer(database) : () -> 1;
  }

  private KeptConnections database() {
    return new DatabaseSettings(environment)
        .put(new KeptConnections(), Optional.ofNullable(reference.databaseUrl), spec);
  }

  /** Names the file of a rerun: others than the same one do not go on from it. */
  private static String hash(String identity) {
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
