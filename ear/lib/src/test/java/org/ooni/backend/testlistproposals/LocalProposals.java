// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.ooni.backend.database.WriteDatabase;

/** Proposals over repositories in a folder, for tests: {@code origin} and {@code bot}. */
public final class LocalProposals {

  private final Path folder;
  private final ProposalSettings settings = new ProposalSettings();

  /** With nothing published. */
  public LocalProposals(Path folder) throws IOException {
    this.folder = folder;
    ServerGit.install();
    for (String owner : new String[] {"origin", "bot"}) {
      try (Repository created = repository(owner)) {
        created.create(true);
      }
    }
    settings.source = Optional.of(address("origin"));
    settings.target = Optional.of(address("bot"));
    settings.token = Optional.of("token-of-the-test");
    settings.directory = folder.resolve("copy");
    settings.refresh = Duration.ofMinutes(5);
    settings.api = URI.create("http://127.0.0.1:9");
    settings.timeout = Duration.ofSeconds(20);
  }

  /** With the address of GitHub's interface. */
  LocalProposals gitHub(URI address) {
    settings.api = address;
    return this;
  }

  /** What is to be set in another way. */
  ProposalSettings settings() {
    return settings;
  }

  /** As after a start of the server, where nothing is configured. */
  public Proposals unconfigured(DataSource database, Clock clock) {
    settings.source = Optional.empty();
    return started(database, clock);
  }

  /** As after a start of the server. */
  public Proposals started(DataSource database, Clock clock) {
    PublishedLists published = new PublishedLists();
    published.settings = settings;
    published.clock = clock;
    ProposedBranch branch = new ProposedBranch();
    branch.settings = settings;
    branch.lists = published;
    branch.clock = clock;
    GitHub gitHub = new GitHub();
    gitHub.settings = settings;
    gitHub.start();
    PullRequests pullRequests = new PullRequests();
    pullRequests.settings = settings;
    pullRequests.gitHub = gitHub;
    ProposalTable table = new ProposalTable();
    table.database = new WriteDatabase(database);
    Proposals proposals = new Proposals();
    proposals.published = published;
    proposals.table = table;
    proposals.pullRequests = pullRequests;
    proposals.branch = branch;
    proposals.clock = clock;
    return proposals;
  }

  /** Publishes one commit with these files and no others. */
  public ObjectId publish(Map<String, String> files) throws IOException {
    try (Repository origin = repository("origin");
        ObjectInserter inserter = origin.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      for (Map.Entry<String, String> file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(FileMode.REGULAR_FILE);
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, content));
        builder.add(entry);
      }
      builder.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      Optional.ofNullable(origin.resolve("refs/heads/master")).ifPresent(commit::setParentId);
      PersonIdent author = new PersonIdent("somebody", "somebody@example.org");
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage("lists");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate master = origin.updateRef("refs/heads/master");
      master.setNewObjectId(id);
      master.update();
      return id;
    }
  }

  /** The commit at the end of a branch of {@code bot}, whole. */
  RevCommit pushed(String branch) throws IOException {
    try (Repository bot = repository("bot");
        RevWalk walk = new RevWalk(bot)) {
      RevCommit commit = walk.parseCommit(bot.resolve("refs/heads/" + branch));
      walk.parseBody(commit);
      return commit;
    }
  }

  /** A file in a commit of {@code bot}. */
  String file(RevCommit commit, String path) throws IOException {
    try (Repository bot = repository("bot");
        TreeWalk walk = TreeWalk.forPath(bot, path, commit.getTree())) {
      return new String(bot.open(walk.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Where the repository of an owner is. */
  Path place(String owner) {
    return folder.resolve(owner).resolve("test-lists.git");
  }

  private String address(String owner) {
    return place(owner).toUri().toString();
  }

  private Repository repository(String owner) throws IOException {
    return new FileRepositoryBuilder().setBare().setGitDir(place(owner).toFile()).build();
  }
}
