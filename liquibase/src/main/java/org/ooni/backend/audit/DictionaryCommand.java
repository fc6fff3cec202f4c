// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the data dictionary. */
@Command(
    name = "dictionary",
    mixinStandardHelpOptions = true,
    description =
        "Prints tables and columns with their purpose, whether they tell of a person, and how long"
            + " they are kept, from the comments of the database.")
final class DictionaryCommand implements Callable<Integer> {

  @Mixin AuditedDatabase database;

  @Option(names = "--html", description = "As a page, not as Markdown.")
  boolean html;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws SQLException {
    DataDictionary dictionary = DataDictionary.of(database.dataSource());
    PrintWriter out = spec.commandLine().getOut();
    out.print(html ? dictionary.html() : dictionary.markdown());
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    dictionary.undescribed().forEach(name -> err.println("schema: no complete comment: " + name));
    return dictionary.undescribed().isEmpty() ? 0 : 1;
  }
}
