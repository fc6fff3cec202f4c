// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.clientconnection;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.io.IOException;
import java.util.Optional;

/**
 * The connection of a request that is being worked on. The server does not read from it until the
 * answer is out, so it does not notice that the client has closed it: this looks.
 */
public final class ClientConnection {

  private final HttpServerConnection connection;

  private ClientConnection(HttpServerConnection connection) {
    this.connection = connection;
  }

  /**
   * That of the request which the current thread serves. Empty when it serves none, or when a part
   * of the request has not been read yet.
   */
  public static Optional<ClientConnection> current() {
    ServletRequestContext context = ServletRequestContext.current();
    if (context == null) {
      return Optional.empty();
    }
    HttpServerExchange exchange = context.getExchange();
    return exchange.isRequestComplete()
            && exchange.getConnection() instanceof HttpServerConnection connection
        ? Optional.of(new ClientConnection(connection))
        : Optional.empty();
  }

  /**
   * Whether the client has closed it. Looks at the socket without waiting; what the client has sent
   * of its next request is put back. To be called only while the thread that serves the request is
   * kept from answering, and by one thread at a time.
   */
  public boolean isClosed() {
    if (!connection.isOpen()) {
      return true;
    }
    if (connection.getExtraBytes() != null) {
      // the next request is there already, and behind it cannot be looked
      return false;
    }
    PooledByteBuffer bytes = connection.getByteBufferPool().allocate();
    boolean keep = false;
    try {
      int count = connection.getOriginalSourceConduit().read(bytes.getBuffer());
      if (count > 0) {
        bytes.getBuffer().flip();
        connection.ungetRequestBytes(bytes);
        keep = true;
      }
      return count < 0;
    } catch (IOException e) {
      return true;
    } finally {
      if (!keep) {
        bytes.close();
      }
    }
  }
}
