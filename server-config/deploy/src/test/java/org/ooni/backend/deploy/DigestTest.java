// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DigestTest {

  /** The example of RFC 7616, section 3.9.1. */
  private static final String CHALLENGE =
      """
      Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=%s, \
      nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", \
      opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"""";

  private static final String NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
  private static final Credentials MUFASA = new Credentials("Mufasa", "Circle of Life");

  @Test
  void theAnswersAreThoseOfTheStandard() {
    assertEquals("8ca523f5e9506fed4657c9700eebdbec", response("MD5"));
    assertEquals(
        "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1", response("SHA-256"));
  }

  @Test
  void eachAnswerHasItsNumber() {
    Digest digest = new Digest(CHALLENGE.formatted("MD5"), MUFASA);
    assertTrue(digest.answer("GET", "/").contains("nc=00000001,"));
    assertTrue(digest.answer("GET", "/").contains("nc=00000002,"));
  }

  @Test
  void anotherWayToLogInIsRefused() {
    String message =
        assertThrows(DeployFailure.class, () -> new Digest("Basic realm=\"x\"", MUFASA))
            .getMessage();
    assertEquals("the management interface asks for Basic", message);
  }

  private static String response(String algorithm) {
    return new Digest(CHALLENGE.formatted(algorithm), MUFASA)
        .answer("GET", "/dir/index.html", NONCE)
        .replaceAll(".*response=\"(\\w+)\".*", "$1");
  }
}
