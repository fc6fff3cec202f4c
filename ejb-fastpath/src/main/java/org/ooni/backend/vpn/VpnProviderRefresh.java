// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.vpn;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.meter.TimerRuns;

/**
 * Asks the VPN service when what is known of it has become old, and again ten minutes after a
 * failure. Does nothing unless its three addresses are configured.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class VpnProviderRefresh {

  private static final Logger LOG = Logger.getLogger(VpnProviderRefresh.class);
  private static final String PROVIDER = "riseupvpn";
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Inject Clock clock;
  @Inject TimerRuns runs;

  @Inject
  @ConfigProperty(name = "VPN_CA_URL")
  Optional<URI> ca;

  @Inject
  @ConfigProperty(name = "VPN_CREDENTIALS_URL")
  Optional<URI> credentials;

  @Inject
  @ConfigProperty(name = "VPN_GATEWAYS_URL")
  Optional<URI> gateways;

  @Inject
  @ConfigProperty(name = "VPN_REFRESH_AGE")
  Duration age;

  @Inject
  @ConfigProperty(name = "VPN_FETCH_TIMEOUT")
  Duration limit;

  private Download download;
  private volatile Instant next = Instant.MIN;

  @PostConstruct
  void prepare() {
    download = new Download(limit);
  }

  /** Looks each minute whether an update is due; the database knows when the last one was. */
  @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
  public void refresh() {
    if (ca.isEmpty() || credentials.isEmpty() || gateways.isEmpty()) {
      return;
    }
    if (clock.instant().isBefore(next)) {
      return;
    }
    try (TimerRuns.Run run = runs.begin("vpn_providers");
        Connection connection = database.getConnection()) {
      if (!VpnTables.isFresh(connection, PROVIDER, age)) {
        update(connection, fetch(ca.get(), credentials.get(), gateways.get()));
      }
      run.succeeded();
    } catch (Unusable e) {
      next = clock.instant().plus(AFTER_FAILURE);
      LOG.warnf("vpn provider not updated: %s", e.getMessage());
    } catch (SQLException e) {
      next = clock.instant().plus(AFTER_FAILURE);
      LOG.warnf("vpn provider not updated: SQLSTATE %s", e.getSQLState());
    }
  }

  private VpnOffer fetch(URI caUrl, URI credentialsUrl, URI gatewaysUrl) throws Unusable {
    try {
      return VpnOffer.of(
          download.text(caUrl), download.text(credentialsUrl), download.text(gatewaysUrl));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unusable("interrupted", e);
    }
  }

  private static void update(Connection connection, VpnOffer offer) throws SQLException {
    connection.setAutoCommit(false);
    try {
      VpnTables.store(connection, PROVIDER, offer);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
    LOG.infof("vpn provider updated endpoints=%d", offer.endpoints().size());
  }
}
