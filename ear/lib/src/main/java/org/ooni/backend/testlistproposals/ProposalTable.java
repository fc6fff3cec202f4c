// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ooni.backend.database.WriteDatabase;
import org.ooni.backend.problem.Unavailable;
import org.ooni.backend.session.AccountId;

/** The tables {@code test_list_proposal} and {@code test_list_change}. */
@ApplicationScoped
class ProposalTable {

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private static final String LIMIT = "select set_config('lock_timeout', '5s', true)";

  private static final String ENTER =
      "insert into test_list_proposal (account_id) values (?) on conflict do nothing";

  /** Whoever changes the same proposal waits here, and sees what the one before has saved. */
  private static final String LOCK =
      "select 1 from test_list_proposal where account_id = ? for update";

  private static final String FIND =
      """
      select p.state, p.pull_request, p.is_closing, c.list_name, c.old_entry, c.new_entry, c.comment
      from test_list_proposal p
      left join test_list_change c on c.account_id = p.account_id
      where p.account_id = ?
      order by c.change_index
      """;

  /** Whoever is about to change it asks anyway, so nobody waits here. */
  private static final String CLAIM =
      """
      update test_list_proposal
      set checked = ?
      where account_id = (
        select account_id
        from test_list_proposal
        where account_id = ? and state = 'PR_OPEN' and checked <= ?
        for update skip locked)
      """;

  private static final String SAVE =
      """
      update test_list_proposal
      set state = ?, pull_request = ?, is_closing = ?, checked = ?
      where account_id = ?
      """;

  private static final String FORGET = "delete from test_list_change where account_id = ?";

  private static final String ADD =
      """
      insert into test_list_change (account_id, change_index, list_name, old_entry, new_entry,
        comment)
      values (?, ?, ?, cast(? as jsonb), cast(? as jsonb), ?)
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject WriteDatabase database;

  /** The proposal of an account, which may have none. */
  Proposal find(AccountId account) {
    return database.inTransaction(connection -> find(connection, account));
  }

  /**
   * Whether the caller is to ask about the pull request of an account: nobody else did since a
   * time, or changes the proposal now.
   */
  boolean claimCheck(AccountId account, Instant now, Instant since) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setObject(1, time(now));
            claim.setString(2, account.text());
            claim.setObject(3, time(since));
            return claim.executeUpdate() == 1;
          }
        });
  }

  /**
   * What is to become of a proposal, and what to tell about it.
   *
   * @param proposal to be saved
   */
  record Outcome<T>(Proposal proposal, T answer) {}

  /**
   * Changes a proposal while nobody else does; nothing is saved when the change throws.
   *
   * @throws Unavailable when somebody else does for too long
   */
  <T> T change(AccountId account, Instant now, Function<Proposal, Outcome<T>> change) {
    return database.inTransaction(
        connection -> {
          lock(connection, account);
          Proposal before = find(connection, account);
          Outcome<T> outcome = change.apply(before);
          if (!outcome.proposal().equals(before)) {
            save(connection, account, outcome.proposal(), now);
          }
          return outcome.answer();
        });
  }

  private static void lock(Connection connection, AccountId account) throws SQLException {
    try (PreparedStatement limit = connection.prepareStatement(LIMIT);
        PreparedStatement enter = connection.prepareStatement(ENTER);
        PreparedStatement lock = connection.prepareStatement(LOCK)) {
      limit.execute();
      enter.setString(1, account.text());
      enter.executeUpdate();
      lock.setString(1, account.text());
      lock.execute();
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw new Unavailable(RETRY_AFTER, "Another change of this account is under way");
      }
      throw e;
    }
  }

  private static Proposal find(Connection connection, AccountId account) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, account.text());
      try (ResultSet rows = find.executeQuery()) {
        Proposal found = Proposal.NONE;
        List<Change> changes = new ArrayList<>();
        while (rows.next()) {
          found =
              new Proposal(
                  ProposalState.valueOf(rows.getString("state")),
                  Optional.ofNullable(rows.getObject("pull_request", Integer.class)),
                  rows.getBoolean("is_closing"),
                  Changes.NONE);
          if (rows.getString("list_name") != null) {
            changes.add(change(rows));
          }
        }
        return new Proposal(
            found.state(), found.pullRequest(), found.isClosing(), new Changes(changes));
      }
    }
  }

  private static Change change(ResultSet row) throws SQLException {
    return new Change(
        new ListName(row.getString("list_name")),
        entry(row.getString("old_entry")),
        entry(row.getString("new_entry")),
        row.getString("comment"));
  }

  private static Optional<ListedUrl> entry(String json) {
    if (json == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ListedUrl.of(JSON.readTree(json)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database has JSON only", e);
    }
  }

  private static void save(Connection connection, AccountId account, Proposal proposal, Instant now)
      throws SQLException {
    try (PreparedStatement save = connection.prepareStatement(SAVE);
        PreparedStatement forget = connection.prepareStatement(FORGET);
        PreparedStatement add = connection.prepareStatement(ADD)) {
      save.setString(1, proposal.state().name());
      save.setObject(2, proposal.pullRequest().orElse(null), Types.INTEGER);
      save.setBoolean(3, proposal.isClosing());
      save.setObject(4, time(now));
      save.setString(5, account.text());
      save.executeUpdate();
      forget.setString(1, account.text());
      forget.executeUpdate();
      int index = 0;
      for (Change change : proposal.changes().list()) {
        add.setString(1, account.text());
        add.setInt(2, index++);
        add.setString(3, change.list().text());
        add.setString(4, change.old().map(entry -> entry.json().toString()).orElse(null));
        add.setString(5, change.fresh().map(entry -> entry.json().toString()).orElse(null));
        add.setString(6, change.comment());
        add.addBatch();
      }
      add.executeBatch();
    }
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
