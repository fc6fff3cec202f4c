// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.sql.Connection;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseConnection;
import liquibase.database.DatabaseFactory;
import liquibase.database.OfflineConnection;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;

/** The change sets of this version, as Liquibase understands them. */
public final class Changelog {

  /** The list of all files of change sets. */
  public static final String MASTER = "db/changelog/master.yaml";

  private Changelog() {}

  /**
   * The change sets of a changelog in their order; needs no database.
   *
   * @param resource name on the class path
   * @throws SchemaException when it cannot be read
   */
  public static List<ChangeSet> changeSets(String resource) {
    ResourceAccessor accessor = accessor();
    return QuietLiquibase.call(
        () ->
            ChangeLogParserFactory.getInstance()
                .getParser(resource, accessor)
                .parse(resource, new ChangeLogParameters(new PostgresDatabase()), accessor)
                .getChangeSets());
  }

  /** Liquibase over a connection; to be used within {@link QuietLiquibase#call}. */
  public static Liquibase over(Connection connection) throws LiquibaseException {
    return over(new JdbcConnection(connection));
  }

  /** Liquibase without a database, for scripts; to be used as {@link #over}. */
  public static Liquibase offline(String url) throws LiquibaseException {
    return over(new OfflineConnection(url, accessor()));
  }

  /** Ids of the change sets that the database has not, in their order. */
  public static List<String> unrun(Liquibase liquibase) throws LiquibaseException {
    return liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).stream()
        .map(ChangeSet::getId)
        .toList();
  }

  private static Liquibase over(DatabaseConnection connection) throws LiquibaseException {
    Database database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(connection);
    Liquibase liquibase = new Liquibase(MASTER, accessor(), database);
    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
    return liquibase;
  }

  private static ResourceAccessor accessor() {
    return new ClassLoaderResourceAccessor(Changelog.class.getClassLoader());
  }
}
