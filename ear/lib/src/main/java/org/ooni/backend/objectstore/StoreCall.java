// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.objectstore;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;

/** One call of the client; what it throws becomes what the callers of a store can tell apart. */
interface StoreCall<T> {

  T make() throws MinioException;

  /**
   * Makes a call.
   *
   * @throws FileNotFoundException when there is no such object
   * @throws EOFException when the object ends before what was asked for
   * @throws Refused when the store does not do it for another reason
   * @throws IOException when it is not reached, or does not make sense
   */
  static <T> T run(StoreCall<T> call) throws IOException {
    try {
      return call.make();
    } catch (ErrorResponseException e) {
      String code = String.valueOf(e.errorResponse().code());
      if (code.equals("NoSuchKey")) {
        throw new FileNotFoundException("no such object");
      }
      if (code.equals("InvalidRange")) {
        throw new EOFException("the object is shorter");
      }
      throw new Refused(code, e);
    } catch (MinioException e) {
      throw new IOException("object store does not answer as expected", e);
    } catch (IllegalStateException e) {
      // the client wraps what the network throws
      if (e.getCause() instanceof IOException network) {
        throw new IOException("object store is not reached", network);
      }
      throw e;
    }
  }

  /** What the store answers when it does not do as it is told. */
  final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    Refused(String code, Exception cause) {
      super("object store refuses: " + code, cause);
      this.code = code;
    }

    String code() {
      return code;
    }
  }
}
