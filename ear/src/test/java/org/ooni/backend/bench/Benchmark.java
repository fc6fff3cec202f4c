// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

/** {@code mvn -Pbench -pl ear -am}: runs the benchmark that {@code -Dbench=} names. */
public final class Benchmark {

  private Benchmark() {}

  /** Runs it on a platform of its own. */
  public static void main(String[] arguments) throws Exception {
    String name = System.getProperty("bench", "submission");
    switch (name) {
      case "submission" -> SubmissionBenchmark.main(arguments);
      case "reads" -> ReadBenchmark.main(arguments);
      default ->
          throw new IllegalArgumentException("-Dbench=" + name + " is not submission or reads");
    }
  }
}
