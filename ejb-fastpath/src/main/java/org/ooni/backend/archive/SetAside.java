// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.util.Locale;

/** Why a body cannot be archived. It stays in the database, with the reason. */
enum SetAside {
  /** Its key is not one that is given out here, so there is no name for its can. */
  NOT_AN_ID,
  /** It says it is larger than any that is accepted. */
  TOO_LARGE,
  /** It cannot be unpacked. */
  NOT_UNPACKABLE,
  /** What is unpacked has neither the hash in its key nor the digest it was accepted with. */
  HASH_DIFFERS,
  /** It has no member {@code content} that is an object. */
  NO_CONTENT;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
