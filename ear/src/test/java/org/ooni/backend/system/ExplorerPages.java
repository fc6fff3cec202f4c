// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code explorer-pages.txt}. */
final class ExplorerPages {

  /**
   * A page.
   *
   * @param name its address
   * @param calls in the order in which it makes them
   */
  record Page(String name, List<Call> calls) {}

  /** A request and what its answer must have. */
  record Call(String path, List<Member> members) {}

  /** A member of the answer, by its path, and its type. */
  record Member(String path, String type) {}

  private ExplorerPages() {}

  /** All pages, with the names in braces replaced. */
  static List<Page> read(Map<String, String> values) {
    List<Page> pages = new ArrayList<>();
    for (String line : text(values).lines().toList()) {
      if (line.startsWith("page ")) {
        pages.add(new Page(line.substring(5), new ArrayList<>()));
      } else if (line.startsWith("GET ")) {
        last(pages).calls().add(new Call(line.substring(4), new ArrayList<>()));
      } else if (line.startsWith("  ")) {
        String[] words = line.strip().split(" +");
        last(last(pages).calls()).members().add(new Member(words[0], words[1]));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new IllegalStateException(line);
      }
    }
    return pages;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private static String text(Map<String, String> values) {
    try (InputStream file = ExplorerPages.class.getResourceAsStream("explorer-pages.txt")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("{" + value.getKey() + "}", value.getValue());
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
