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
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;

/**
 * Applies the change sets of {@code db/changelog/master.yaml}. Several processes may do so at the
 * same time: one works, the others wait for it and then find nothing to do. A process that was
 * killed while it worked leaves nothing behind that needs a hand.
 */
public final class Migration {

  /** Any number will do, as long as no other program locks the same in this database. */
  private static final long LOCK = 0x006F_6F6E_6900_0001L;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** A change set that waits for a lock makes all queries behind it wait as well. */
  private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

  /** One that works beside others (CONCURRENTLY) holds up nobody while it waits for them. */
  private static final Duration PATIENT_LOCK_WAIT = Duration.ofHours(1);

  private final DataSource owner;
  private final Duration lockWait;

  /**
   * Prepares, connects to nothing yet.
   *
   * @param owner connections of the role {@code ooni_owner}
   */
  public Migration(DataSource owner) {
    this(owner, LOCK_WAIT);
  }

  Migration(DataSource owner, Duration lockWait) {
    this.owner = owner;
    this.lockWait = lockWait;
  }

  /**
   * Applies the change sets that have not been applied yet, each in a transaction of its own.
   *
   * <p>Each waits ten seconds for a lock at most. Then the database carries the tags of the
   * releases that it has.
   *
   * @throws SchemaException when one fails; those before it stay applied
   */
  public void update(Progress progress) {
    locked(
        (liquibase, connection) -> {
          int total = Changelog.unrun(liquibase).size();
          liquibase.setChangeExecListener(new Listener(connection, progress, total));
          liquibase.update(new Contexts());
          tag(connection);
        });
  }

  /**
   * Takes all change sets back, the newest first, and with them all data.
   *
   * @throws SchemaException when one cannot be taken back; those after it are
   */
  public void rollbackToZero() {
    locked(
        (liquibase, connection) ->
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
      return QuietLiquibase.call(() -> Changelog.unrun(Changelog.over(connection)));
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
              Liquibase liquibase = Changelog.over(connection);
              // whoever held Liquibase's own lock is dead: the living hold the one taken above
              liquibase.forceReleaseLocks();
              limitLockWaits(connection, lockWait);
              step.run(liquibase, connection);
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

  /** A database that has all of a release tells so; a rollback names the release. */
  private static void tag(Connection connection) {
    String tagged =
        """
        UPDATE databasechangelog SET tag = ? WHERE id = ? AND tag IS NULL
        """;
    try (PreparedStatement statement = connection.prepareStatement(tagged)) {
      for (Release release : Releases.ofThisBuild()) {
        statement.setString(1, release.name());
        statement.setString(2, release.last());
        statement.executeUpdate();
      }
      connection.commit();
    } catch (SQLException e) {
      throw new SchemaException("all is applied, but the releases could not be tagged", e);
    }
  }

  private static void limitLockWaits(Connection connection, Duration limit) {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT set_config('lock_timeout', ?, false)")) {
      statement.setString(1, Long.toString(limit.toMillis()));
      statement.execute();
    } catch (SQLException e) {
      throw new SchemaException("the wait for locks cannot be limited", e);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run(Liquibase liquibase, Connection connection) throws LiquibaseException;
  }

  private final class Listener extends AbstractChangeExecListener {
    private final Connection connection;
    private final Progress progress;
    private final int total;
    private int done;

    Listener(Connection connection, Progress progress, int total) {
      this.connection = connection;
      this.progress = progress;
      this.total = total;
    }

    @Override
    public void willRun(
        ChangeSet changeSet,
        DatabaseChangeLog changeLog,
        Database database,
        ChangeSet.RunStatus status) {
      limitLockWaits(connection, changeSet.isRunInTransaction() ? lockWait : PATIENT_LOCK_WAIT);
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
