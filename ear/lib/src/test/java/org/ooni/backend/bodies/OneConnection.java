// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** A data source of one connection, which stays open: for tests that read some thousand times. */
final class OneConnection {

  private OneConnection() {}

  /** Gives out this connection each time; whoever opened it closes it. */
  static DataSource over(Connection connection) {
    ClassLoader loader = OneConnection.class.getClassLoader();
    Object kept =
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {Connection.class},
            (self, method, arguments) ->
                method.getName().equals("close") ? null : method.invoke(connection, arguments));
    return (DataSource)
        Proxy.newProxyInstance(
            loader, new Class<?>[] {DataSource.class}, (self, method, arguments) -> kept);
  }
}
