// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.JsonDecoder;
import org.ooni.backend.json.JsonLimits;

/**
 * One pass over a corpus: decode, score and build the row, beside only parsing the same bytes with
 * Jackson. What is measured is the time for all bodies of the corpus together.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ScoringBenchmark {

  private final ObjectMapper jackson = new ObjectMapper();
  private BenchmarkCorpus corpus;
  private MeasurementScoring scoring;

  @Setup
  public void load() throws IOException {
    corpus = BenchmarkCorpus.load();
    FingerprintSnapshot fingerprints = corpus.fingerprints();
    scoring = new MeasurementScoring(() -> fingerprints, "bench");
  }

  @Benchmark
  public void score(Blackhole results) {
    for (int i = 0; i < corpus.size(); i++) {
      results.consume(scoring.score(corpus.uid(i), corpus.body(i)));
    }
  }

  @Benchmark
  public void decodeOnly(Blackhole results) {
    for (int i = 0; i < corpus.size(); i++) {
      results.consume(JsonDecoder.decode(corpus.body(i), JsonLimits.MEASUREMENT));
    }
  }

  @Benchmark
  public void jacksonReadTree(Blackhole results) throws IOException {
    for (int i = 0; i < corpus.size(); i++) {
      results.consume(jackson.readTree(corpus.body(i)));
    }
  }
}
