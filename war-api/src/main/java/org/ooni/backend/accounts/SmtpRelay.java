// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.problem.Unavailable;

/**
 * The mail server that takes our letters. A few threads of their own talk to it, so that a server
 * that is slow holds few of them, and no request for longer than {@code SMTP_TIMEOUT}.
 */
@ApplicationScoped
class SmtpRelay {

  static final Meter LETTERS =
      Meter.counter("login_mails_total", "Mails with a login link", "result");
  private static final Logger LOG = Logger.getLogger(SmtpRelay.class);
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);
  private static final int PLACES = 8;

  @Inject Meters meters;

  @Inject
  @ConfigProperty(name = "SMTP_HOST")
  Optional<String> host;

  @Inject
  @ConfigProperty(name = "SMTP_PORT")
  int port;

  @Inject
  @ConfigProperty(name = "SMTP_USER")
  Optional<String> user;

  @Inject
  @ConfigProperty(name = "SMTP_PASSWORD")
  Optional<String> password;

  @Inject
  @ConfigProperty(name = "SMTP_STARTTLS")
  boolean startTls;

  @Inject
  @ConfigProperty(name = "SMTP_TIMEOUT")
  Duration timeout;

  @Inject
  @ConfigProperty(name = "MAIL_FROM")
  Optional<String> from;

  private final Semaphore places = new Semaphore(PLACES);
  private Executor threads;
  Optional<SmtpSession> session = Optional.empty();

  @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
  void setThreads(ManagedExecutorService threads) {
    this.threads = threads;
  }

  /** Likewise, outside a container. */
  void use(Executor executor) {
    threads = executor;
  }

  @PostConstruct
  void configure() {
    session =
        host.map(name -> SmtpSession.of(name, port, user, password, startTls, timeout, sender()));
  }

  /** Settings that cannot be used stop the start. */
  void start(@Observes Startup event) {}

  boolean isConfigured() {
    return session.isPresent();
  }

  /**
   * Hands a letter over.
   *
   * @throws Unavailable when the server did not take it in time
   */
  void send(Letter letter) {
    if (!places.tryAcquire()) {
      throw notSent("busy");
    }
    try {
      CompletableFuture.runAsync(() -> deliver(letter), threads)
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      meters.add(LETTERS, "sent", 1);
    } catch (RejectedExecutionException e) {
      places.release();
      throw notSent("no_thread");
    } catch (TimeoutException e) {
      throw notSent("late");
    } catch (ExecutionException e) {
      // its text may repeat the address, so only its kind is logged
      LOG.warnf("login mail not sent: %s", SmtpSession.kindOf(e.getCause()));
      throw notSent("failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notSent("interrupted");
    }
  }

  private void deliver(Letter letter) {
    try {
      session.orElseThrow().send(letter);
    } catch (MessagingException e) {
      throw new CompletionException(e);
    } finally {
      places.release();
    }
  }

  private Unavailable notSent(String reason) {
    meters.add(LETTERS, reason, 1);
    return new Unavailable(RETRY_AFTER, "Unable to send the email");
  }

  private String sender() {
    return from.orElseThrow(
        () -> new IllegalArgumentException("MAIL_FROM is needed when SMTP_HOST is set"));
  }
}
