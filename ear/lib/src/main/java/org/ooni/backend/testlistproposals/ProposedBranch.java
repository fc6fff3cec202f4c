// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.ooni.backend.session.AccountId;

/** Pushes what an account proposes: one commit on what is published, on a branch of its own. */
@ApplicationScoped
class ProposedBranch {

  private static final String AUTHOR = "OONI test list editor";
  private static final String AUTHOR_ADDRESS = "nobody@ooni.org";
  private static final Duration SILENCE = Duration.ofSeconds(20);

  @Inject ProposalSettings settings;
  @Inject PublishedLists lists;
  @Inject Clock clock;

  /** Its name in the repository that is pushed to. */
  static String name(AccountId account) {
    return "user-contribution/" + account;
  }

  /**
   * Commits files and pushes the commit, whatever the branch was before.
   *
   * @param base the commit that they differ from
   * @param files their new content, by path
   * @throws IOException when the branch is not what was pushed
   */
  void push(AccountId account, ObjectId base, Map<String, String> files, String message)
      throws IOException {
    Repository repository = lists.repository();
    String branch = Constants.R_HEADS + name(account);
    try (Transport transport = Transport.open(repository, new URIish(settings.target()))) {
      ObjectId commit = commit(repository, base, files, message);
      transport.setTimeout(Math.toIntExact(SILENCE.toSeconds()));
      transport.setCredentialsProvider(
          new UsernamePasswordCredentialsProvider("x-access-token", settings.token()));
      RemoteRefUpdate update =
          new RemoteRefUpdate(repository, commit.name(), commit, branch, true, null, null);
      transport.push(new Deadline(settings.timeout()), List.of(update));
      if (update.getStatus() != RemoteRefUpdate.Status.OK
          && update.getStatus() != RemoteRefUpdate.Status.UP_TO_DATE) {
        throw new IOException("push refused: " + update.getStatus() + " " + update.getMessage());
      }
    } catch (URISyntaxException | JGitInternalException e) {
      throw new IOException(e);
    }
  }

  private ObjectId commit(
      Repository repository, ObjectId base, Map<String, String> files, String message)
      throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter();
        ObjectReader reader = repository.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, walk.parseCommit(base).getTree());
      builder.finish();
      DirCacheEditor editor = index.editor();
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        editor.add(new Replacement(file.getKey(), inserter.insert(Constants.OBJ_BLOB, content)));
      }
      editor.finish();
      PersonIdent author = new PersonIdent(AUTHOR, AUTHOR_ADDRESS, clock.instant(), ZoneOffset.UTC);
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      commit.setParentId(base);
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private static final class Replacement extends DirCacheEditor.PathEdit {

    private final ObjectId content;

    Replacement(String path, ObjectId content) {
      super(path);
      this.content = content;
    }

    @Override
    public void apply(DirCacheEntry entry) {
      entry.setFileMode(FileMode.REGULAR_FILE);
      entry.setObjectId(content);
    }
  }
}
