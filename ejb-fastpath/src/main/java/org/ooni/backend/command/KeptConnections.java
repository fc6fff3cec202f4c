// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Keeps connections that were closed for who asks for the next one: to open one for each batch
 * would cost the server more than the batch. There are as many as were in use at once.
 */
final class KeptConnections extends PGSimpleDataSource implements AutoCloseable {

  private static final long serialVersionUID = 1L;

  private final transient ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

  @Override
  public Connection getConnection() throws SQLException {
    Connection kept = idle.pollFirst();
    Connection connection = kept == null || kept.isClosed() ? super.getConnection() : kept;
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                keep(connection);
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** One that has failed is closed already. */
  private void keep(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      idle.addFirst(connection);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection = idle.pollFirst();
        connection != null;
        connection = idle.pollFirst()) {
      connection.close();
    }
  }
}
