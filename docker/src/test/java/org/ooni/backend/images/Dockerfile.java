// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The instructions of a Dockerfile.
 *
 * @param instructions each in one line, in their order
 */
record Dockerfile(List<Instruction> instructions) {

  /** A word in capitals and what follows it. */
  record Instruction(String name, String arguments) {}

  static Dockerfile read(Path file) {
    try {
      String joined =
          Files.readString(file).replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n\\s*", " ");
      List<Instruction> instructions = new ArrayList<>();
      for (String line : joined.lines().filter(text -> !text.isBlank()).toList()) {
        String[] words = line.strip().split("\\s+", 2);
        instructions.add(new Instruction(words[0], words[1]));
      }
      return new Dockerfile(instructions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The arguments of all instructions of this name. */
  List<String> all(String name) {
    return instructions.stream()
        .filter(instruction -> instruction.name().equals(name))
        .map(Instruction::arguments)
        .toList();
  }

  /** What the image that comes out of it is made with: the last stage. */
  Dockerfile lastStage() {
    int from = 0;
    for (int i = 0; i < instructions.size(); i++) {
      if (instructions.get(i).name().equals("FROM")) {
        from = i;
      }
    }
    return new Dockerfile(instructions.subList(from, instructions.size()));
  }

  /** The arguments of the only instruction of this name. */
  String only(String name) {
    List<String> found = all(name);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " instructions " + name);
    }
    return found.get(0);
  }
}
