// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.ooni.backend.schema.Migration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Applies what is pending. */
@Command(
    name = "update",
    mixinStandardHelpOptions = true,
    description = {
      "Applies the change sets that the database has not, as the owner of the schema.",
      "Several may run at once: one works, the others wait for it."
    })
final class UpdateCommand implements Callable<Integer> {

  @Mixin AuditedDatabase database;

  @Spec CommandSpec spec;

  private int applied;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    new Migration(database.dataSource())
        .update(
            (done, total, id) -> {
              applied = done;
              out.println(done + "/" + total + " " + id);
              out.flush();
            });
    out.println("applied: " + applied);
    out.flush();
    return 0;
  }
}
