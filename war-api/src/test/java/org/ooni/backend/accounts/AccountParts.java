// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.ooni.backend.clientaddress.AddressHash;
import org.ooni.backend.clientaddress.ClientAddress;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.session.AccountIds;
import org.ooni.backend.session.AccountStandings;
import org.ooni.backend.session.Sessions;
import org.ooni.backend.session.TokenKeys;

/** What the resources of accounts are made of, put together as the container would. */
final class AccountParts {

  /** A test moves it. */
  Instant now;

  /** Who asks. */
  String client = "192.0.2.1";

  final TokenKeys keys =
      new TokenKeys(
          Optional.of("a key for people, 0123456789 abcdef"),
          Optional.of("a key for probes, 0123456789 abcdef"));
  final AccountIds ids = new AccountIds(Optional.of("CHANGEME"));
  final EventCounters counters = new EventCounters();
  final Meters meters = new Meters();
  final LoginLimits limits = new LoginLimits();
  final LoginMail mail = new LoginMail();
  final LoginTokens loginTokens = new LoginTokens();
  final SessionTokens sessionTokens = new SessionTokens();
  final LoginLinks links = new LoginLinks();
  final Logins logins = new Logins();
  final AccountTable table = new AccountTable();
  final ClientAddress addresses = new TestAddresses();
  final Sessions sessions;
  private final Clock clock = new TestClock();

  AccountParts(SmtpRelay relay, String admins, DataSource database, Instant start) {
    now = start;
    AccountStandings standings =
        new AccountStandings(new ReadDatabase(database, Duration.ofSeconds(10)));
    sessions = new Sessions(keys, clock, admins, ids, standings);
    table.clock = clock;
    table.database = database;
    mail.relay = relay;
    mail.baseUrl = URI.create("http://127.0.0.1:8080");
    mail.life = Duration.parse("P1D");
    loginTokens.keys = keys;
    loginTokens.clock = clock;
    loginTokens.life = Duration.parse("P1D");
    sessionTokens.keys = keys;
    sessionTokens.clock = clock;
    sessionTokens.sessions = sessions;
    sessionTokens.sessionLife = Duration.parse("P2D");
    sessionTokens.loginLife = Duration.parse("P7D");
    prepareLimits();
    prepareLinks();
    prepareLogins(database);
  }

  private void prepareLimits() {
    limits.ids = ids;
    limits.addresses = addresses;
    limits.counters = counters;
    limits.clock = clock;
    limits.perMailbox = "3/hour";
    limits.perClient = "5/hour";
    limits.perFailingClient = "4/hour";
    limits.configure();
  }

  private void prepareLinks() {
    links.returnHosts = new ReturnHosts();
    links.returnHosts.configured = "explorer.ooni.org, run.ooni.org";
    links.returnHosts.configure();
    links.limits = limits;
    links.tokens = loginTokens;
    links.mail = mail;
  }

  private void prepareLogins(DataSource database) {
    logins.used = new UsedLinks();
    logins.used.clock = clock;
    logins.used.database = database;
    logins.tokens = loginTokens;
    logins.sessionTokens = sessionTokens;
    logins.sessions = sessions;
    logins.ids = ids;
    logins.limits = limits;
    logins.meters = meters;
  }

  private final class TestAddresses extends ClientAddress {

    TestAddresses() {
      super(List.of(), new AddressHash("a key for addresses"));
    }

    @Override
    public InetAddress of(HttpServletRequest request) {
      try {
        return InetAddress.getByName(client);
      } catch (UnknownHostException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final class TestClock extends Clock {

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
      throw new UnsupportedOperationException();
    }
  }
}
