// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/**
 * Applies the change sets of {@code db/changelog/master.yaml}. Several processes may do so at the
 * same time: one works, the others wait for it and then find nothing to do. A process that was
 * killed while it worked leaves nothing behind that needs a hand.
 */
public final class Migration {

  static final String CHANGELOG = "db/changelog/master.yaml";

  /** Any number will do, as long as no other program locks the same in this database. */
  private static final long LOCK = 0x006F_6F6E_6900_0001L;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final DataSource owner;

  /**
   * Prepares, connects to nothing yet.
   *
   * @param owner connections of the role {@code ooni_owner}
   */
  public Migration(DataSource owner) {
    this.owner = owner;
  }

  /**
   * Applies the change sets that have not been applied yet, each in a transaction of its own.
   *
   * @throws SchemaException when one fails; those before it stay applied
   */
  public void update(Progress progress) {
    locked(
        liquibase -> {
          int total = unrun(liquibase).size();
          liquibase.setChangeExecListener(new Listener(progress, total));
          liquibase.update(new Contexts());
        });
  }

  /**
   * Takes all change sets back, the newest first, and with them all data.
   *
   * @throws SchemaException when one cannot be taken back; those after it are
   */
  public void rollbackToZero() {
    locked(
        liquibase ->
            liquibase.rollback(
                liquibase.getDatabase().getRanChangeSetList().size(),
                new Contexts(),
                new LabelExpression()));
  }

  /**
   * Ids of the change sets that {@link #update} would apply, in its order.
   *
   * @throws SchemaException when the database cannot be asked
   */
  public List<String> pending() {
    try (Connection connection = owner.getConnection()) {
      return QuietLiquibase.call(() -> unrun(open(connection)));
    } catch (SQLException e) {
      throw new SchemaException("cannot connect to the database", e);
    }
  }

  private void locked(Step step) {
    try (Connection connection = owner.getConnection()) {
      while (!lock(connection, "SELECT pg_try_advisory_lock(?)")) {
        pause();
      }
      try {
        QuietLiquibase.call(
            () -> {
              Liquibase liquibase = open(connection);
              // whoever held Liquibase's own lock is dead: the living hold the one taken above
              liquibase.forceReleaseLocks();
              step.run(liquibase);
              return null;
            });
      } finally {
        // Liquibase leaves its transaction open, and after a failure nothing else would run in it
        connection.rollback();
        lock(connection, "SELECT pg_advisory_unlock(?)");
        connection.commit();
      }
    } catch (SQLException e) {
      throw new SchemaException("cannot connect to the database", e);
    }
  }

  /**
   * Asked again and again: an index made CONCURRENTLY waits for statements that wait for a lock.
   */
  private static boolean lock(Connection connection, String function) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(function)) {
      statement.setLong(1, LOCK);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchemaException("interrupted while another process applies change sets", e);
    }
  }

  private static Liquibase open(Connection connection) throws LiquibaseException {
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(connection));
    Liquibase liquibase =
        new Liquibase(
            CHANGELOG, new ClassLoaderResourceAccessor(Migration.class.getClassLoader()), database);
    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
    return liquibase;
  }

  private static List<String> unrun(Liquibase liquibase) throws LiquibaseException {
    return liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).stream()
        .map(ChangeSet::getId)
        .toList();
  }

  @FunctionalInterface
  private interface Step {
    void run(Liquibase liquibase) throws LiquibaseException;
  }

  private static final class Listener extends AbstractChangeExecListener {
    private final Progress progress;
    private final int total;
    private int done;

    Listener(Progress progress, int total) {
      this.progress = progress;
      this.total = total;
    }

    @Override
    public void ran(
        ChangeSet changeSet,
        DatabaseChangeLog changeLog,
        Database database,
        ChangeSet.ExecType result) {
      done++;
      progress.applied(done, total, changeSet.getId());
    }
  }
}
