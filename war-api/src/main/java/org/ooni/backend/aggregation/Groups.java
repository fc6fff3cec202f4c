// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Unavailable;
import org.ooni.backend.queries.Conditions;
import org.ooni.backend.queries.Spill;
import org.ooni.backend.ratelimit.HeavyReads;

/** Reads the groups of an answer and writes it, up to a limit (measurement API 4.4). */
@ApplicationScoped
class Groups {

  private static final int BYTES_IN_MEMORY = 4 << 20;

  /** Of which there are most come first. */
  private static final List<Axis> BY_SIZE =
      List.of(Axis.INPUT, Axis.DOMAIN, Axis.PROBE_ASN, Axis.PROBE_CC, Axis.TEST_NAME);

  @Inject ReadDatabase database;
  @Inject HeavyReads heavyReads;

  @Inject
  @ConfigProperty(name = "AGGREGATION_MAXIMUM_GROUPS")
  int mostGroups;

  @Inject
  @ConfigProperty(name = "AGGREGATION_MAXIMUM_BYTES")
  long mostBytes;

  /**
   * The whole answer.
   *
   * @param digest a hash of the groups, without the statistics that each answer has others of;
   *     empty when they are too many to be in memory
   */
  record Counted(Spill bytes, Optional<String> digest) {}

  /**
   * Counts, and writes the whole answer.
   *
   * @throws Unavailable when too many heavy questions are asked
   * @throws BadRequest when there are more groups or bytes than an answer may have
   */
  Counted count(AggregationQuery query, boolean csv) throws IOException {
    List<String> digests = new ArrayList<>();
    Spill bytes =
        Spill.filledBy(spill -> write(query, csv, spill).ifPresent(digests::add), BYTES_IN_MEMORY);
    return new Counted(bytes, digests.stream().findFirst());
  }

  private Optional<String> write(AggregationQuery query, boolean csv, Spill out)
      throws IOException {
    Answer answer = csv ? new CsvAnswer(query.axes(), out) : new JsonAnswer(query.axes(), out);
    Conditions.Statement asked = Plan.statement(query, mostGroups + 1);
    long start = System.nanoTime();
    HeavyReads.Work<Integer, RuntimeException> reading =
        () ->
            database.askInPortions(
                asked.sql(),
                statement -> {
                  asked.bindTo(statement);
                  return write(statement, query, answer, out);
                });
    int groups = Plan.isHeavy(query) ? heavyReads.run(reading) : reading.get();
    answer.endGroups();
    Optional<String> digest = out.digest();
    answer.end(groups, Duration.ofNanos(System.nanoTime() - start));
    return digest;
  }

  private int write(PreparedStatement statement, AggregationQuery query, Answer answer, Spill out)
      throws SQLException {
    int groups = 0;
    GroupReader reader = new GroupReader(query);
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        groups++;
        answer.add(reader.read(row));
        checkSize(query, groups, out.size());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("groups not written", e);
    }
    return groups;
  }

  private void checkSize(AggregationQuery query, int groups, long bytes) {
    if (groups > mostGroups) {
      throw new BadRequest(
          "The answer has more than %d groups. %s".formatted(mostGroups, advice(query)));
    }
    if (bytes > mostBytes) {
      throw new BadRequest(
          "The answer has more than %d bytes. %s".formatted(mostBytes, advice(query)));
    }
  }

  private static String advice(AggregationQuery query) {
    return BY_SIZE.stream()
        .filter(axis -> query.axes().contains(axis) && !query.isFiltered(axis))
        .findFirst()
        .map(axis -> "Narrow it by the parameter " + axis.key() + ", or by since and until")
        .orElse("Narrow it by the parameters since and until");
  }
}
