// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ooni.backend.schema.Bootstrap;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the database and its roles. Passwords are said in the environment, for only it is ours. */
@Command(
    name = "bootstrap",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the database of DATABASE_URL and its roles, and sets their passwords. Can be repeated.",
      "Works as the superuser DATABASE_SUPERUSER (postgres) with DATABASE_SUPERUSER_PASSWORD;"
          + " ooni_owner gets DATABASE_OWNER_PASSWORD, and ooni_app DATABASE_PASSWORD."
    })
final class BootstrapCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  private final Map<String, String> environment;

  BootstrapCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException {
    String url = given("DATABASE_URL");
    String database = AuditedDatabase.at(url, spec).getDatabaseName();
    String user = environment.getOrDefault("DATABASE_SUPERUSER", "postgres");
    String password = given("DATABASE_SUPERUSER_PASSWORD");
    String owner = given("DATABASE_OWNER_PASSWORD");
    String application = given("DATABASE_PASSWORD");
    Bootstrap bootstrap =
        new Bootstrap(
            name -> {
              PGSimpleDataSource server = AuditedDatabase.at(url, spec);
              server.setDatabaseName(name);
              return server.getConnection(user, password);
            });
    bootstrap.prepare(database);
    bootstrap.setPassword(Bootstrap.OWNER, owner.toCharArray());
    bootstrap.setPassword(Bootstrap.APPLICATION, application.toCharArray());
    spec.commandLine().getOut().println("the database " + database + " and its roles are ready");
    spec.commandLine().getOut().flush();
    return 0;
  }

  private String given(String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new ParameterException(spec.commandLine(), name + " is not set");
    }
    return value;
  }
}
