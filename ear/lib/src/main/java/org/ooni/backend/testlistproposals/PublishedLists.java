// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.Unavailable;

/**
 * The test lists as they are published: a copy of their repository, without files, that is fetched
 * again by whoever asks when it is old. What was fetched last serves while the origin is away.
 */
@ApplicationScoped
class PublishedLists {

  private static final Logger LOG = Logger.getLogger(PublishedLists.class);
  private static final String MASTER = "refs/heads/master";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  /** The whole history once, which is some tens of megabytes. */
  private static final Duration FIRST_FETCH = Duration.ofMinutes(10);

  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final int LARGEST_LIST = 16 << 20;

  @Inject ProposalSettings settings;
  @Inject Clock clock;

  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Repository repository;
  private volatile Instant tried = Instant.MIN;

  /**
   * The commit that is published now, or was some minutes ago.
   *
   * @throws Unavailable when there is none, or it is not configured where
   */
  ObjectId current() {
    String source = settings.source();
    try {
      if (isOld() && fetching.tryLock()) {
        try {
          fetchWhenOld(source);
        } finally {
          fetching.unlock();
        }
      }
      ObjectId commit = repository == null ? null : repository.resolve(MASTER);
      if (commit == null) {
        throw new Unavailable(RETRY_AFTER, "The published test lists are not here yet");
      }
      return commit;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** A list at a commit; nothing when there is none. */
  Optional<UrlList> list(ObjectId commit, ListName name) {
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk found =
            TreeWalk.forPath(repository, name.path(), walk.parseCommit(commit).getTree())) {
      if (found == null) {
        return Optional.empty();
      }
      byte[] csv = repository.open(found.getObjectId(0)).getCachedBytes(LARGEST_LIST);
      return Optional.of(UrlList.of(new String(csv, StandardCharsets.UTF_8)));
    } catch (IOException | LargeObjectException e) {
      throw unreadable(e);
    }
  }

  /** Where commits are made; only after {@link #current}. */
  Repository repository() {
    return repository;
  }

  @PreDestroy
  void close() {
    if (repository != null) {
      repository.close();
    }
  }

  private boolean isOld() {
    return tried.equals(Instant.MIN) || clock.instant().isAfter(tried.plus(settings.refresh()));
  }

  private void fetchWhenOld(String source) throws IOException {
    if (!isOld()) {
      return;
    }
    if (repository == null) {
      repository = open();
    }
    boolean first = repository.resolve(MASTER) == null;
    try (Transport transport = Transport.open(repository, new URIish(source))) {
      transport.setTimeout(Math.toIntExact(SILENCE.toSeconds()));
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.fetch(
          new Deadline(first ? FIRST_FETCH : settings.timeout()),
          List.of(new RefSpec("+" + MASTER + ":" + MASTER)));
    } catch (IOException | URISyntaxException | JGitInternalException e) {
      LOG.warnf(e, "test lists not fetched");
      if (first) {
        throw new Unavailable(RETRY_AFTER, "The published test lists cannot be fetched");
      }
    }
    tried = clock.instant();
  }

  private Repository open() throws IOException {
    ServerGit.install();
    Repository opened =
        new FileRepositoryBuilder().setBare().setGitDir(settings.directory().toFile()).build();
    if (!Files.exists(settings.directory().resolve("HEAD"))) {
      opened.create(true);
    }
    return opened;
  }

  private static Unavailable unreadable(Exception e) {
    return new Unavailable(RETRY_AFTER, "The published test lists cannot be read", e);
  }
}
