// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.ooni.backend.problem.ChangeRefused;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.session.AccountId;

/** One account, a published list of Italy and a global one, and a GitHub. */
final class ProposalScene implements AutoCloseable {

  static final AccountId ACCOUNT = new AccountId("0123456789abcdef0123456789abcdef");
  static final String BRANCH = "user-contribution/" + ACCOUNT;
  static final ListName ITALY = ListName.of("IT");
  static final String HEADER = "url,category_code,category_description,date_added,source,notes\n";
  static final String LINE = "https://a.it/,NEWS,News Media,2014-04-15,somebody,\n";
  static final String EVERYWHERE = "https://g.org/,NEWS,News Media,2014-04-15,x,\n";
  static final ListedUrl LISTED =
      new ListedUrl("https://a.it/", "NEWS", "2014-04-15", "somebody", "");
  static final ListedUrl NEW = entry("https://b.it/");
  static final String NEW_LINE = "https://b.it/,GRP,Social Networking,2026-11-22,me,\n";

  final MigratedPostgres postgres = MigratedPostgres.shared();
  final LocalGitHub gitHub = new LocalGitHub();
  final LocalProposals local;
  final ObjectId published;
  Proposals proposals;

  private Instant now = Instant.parse("2026-11-22T12:00:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  ProposalScene(Path folder) throws IOException, SQLException {
    postgres.truncateAll();
    local = new LocalProposals(folder).gitHub(gitHub.address());
    published =
        local.publish(
            Map.of(
                "README",
                "r",
                "lists/global.csv",
                HEADER + EVERYWHERE,
                ITALY.path(),
                HEADER + LINE));
    restart();
  }

  @Override
  public void close() {
    gitHub.close();
  }

  void restart() {
    proposals = local.started(postgres.application(), clock);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void update(ListedUrl old, ListedUrl fresh) {
    proposals.update(ACCOUNT, change(old, fresh));
  }

  String submit() {
    return proposals.submit(ACCOUNT);
  }

  void assertView(ProposalState state, List<ListedUrl> list) {
    Proposals.View view = proposals.view(ACCOUNT, ITALY);
    assertEquals(state, view.state());
    assertEquals(Optional.of(list), view.list());
    assertEquals(state == ProposalState.PR_OPEN, view.page().isPresent());
  }

  void assertRefused(String code, Change change) {
    ChangeRefused refused =
        assertThrows(ChangeRefused.class, () -> proposals.update(ACCOUNT, change));
    assertEquals(code, refused.code());
  }

  String submissionRefusal() {
    return assertThrows(ChangeRefused.class, this::submit).code();
  }

  void execute(String sql) throws SQLException {
    postgres.sql(sql);
  }

  static ListedUrl entry(String url) {
    return new ListedUrl(url, "GRP", "2026-11-22", "me", "");
  }

  static Change change(ListedUrl old, ListedUrl fresh) {
    return new Change(ITALY, Optional.ofNullable(old), Optional.ofNullable(fresh), "because");
  }
}
