// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which objects of an archive are of a day, that is, were published on it (fastpath 7.2). What is
 * there in two forms is taken in one: bodies rather than lines, cans of the first hand rather than
 * those that were autoclaved.
 */
final class ArchiveDay {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final String BODIES = ".tar.gz";
  private static final String LINES = ".jsonl.gz";
  private static final String INDEX = "index.json.gz";

  /** {@code raw/20210910/02/CU/signal/2021091002_CU_signal.n0.0.tar.gz}. */
  private static final int PARTS = 6;

  private static final int COUNTRY = 3;
  private static final int NETTEST = 4;

  private final ArchiveSource source;
  private final Set<String> countries;
  private final Set<String> nettests;

  /**
   * Of a source.
   *
   * @param countries all when there is none
   * @param nettests without underscores; all when there is none
   */
  ArchiveDay(ArchiveSource source, Set<String> countries, Set<String> nettests) {
    this.source = source;
    this.countries = countries;
    this.nettests = nettests;
  }

  Portion of(LocalDate day) throws IOException {
    List<SourceObject> old = source.list("canned/" + day + "/");
    if (old.isEmpty()) {
      old = source.list("autoclaved/jsonl.tar.lz4/" + day + "/");
    }
    Optional<SourceObject> index =
        old.stream().filter(object -> object.file().equals(INDEX)).findFirst();
    List<SourceObject> objects = new ArrayList<>(old);
    index.ifPresent(objects::remove);
    objects.addAll(published(source.list("raw/" + day.format(DAY) + "/")));
    objects.sort(Comparator.comparing(SourceObject::key));
    return new Portion(day.toString(), List.copyOf(objects), index);
  }

  private List<SourceObject> published(List<SourceObject> all) {
    Set<String> withBodies = new HashSet<>();
    for (SourceObject object : all) {
      if (object.key().endsWith(BODIES) && object.bytes() > 0) {
        withBodies.add(stem(object, BODIES));
      }
    }
    return all.stream()
        .filter(this::isAskedFor)
        .filter(
            object ->
                object.key().endsWith(BODIES)
                    || object.key().endsWith(LINES) && !withBodies.contains(stem(object, LINES)))
        .toList();
  }

  private static String stem(SourceObject object, String ending) {
    return object.key().substring(0, object.key().length() - ending.length());
  }

  private boolean isAskedFor(SourceObject object) {
    String[] parts = object.key().split("/");
    return parts.length == PARTS
        && (countries.isEmpty() || countries.contains(parts[COUNTRY]))
        && (nettests.isEmpty() || nettests.contains(parts[NETTEST]));
  }
}
