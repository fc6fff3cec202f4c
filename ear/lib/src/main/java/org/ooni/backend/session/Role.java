// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

/** What an account may do (probe services, section 8). */
public enum Role {
  /** What is its own. */
  USER("user"),
  /** What is everybody's as well. */
  ADMIN("admin");

  private final String wireName;

  Role(String wireName) {
    this.wireName = wireName;
  }

  /** Its name in tokens, answers and tables. */
  public String wireName() {
    return wireName;
  }

  /**
   * The role of this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Role ofWireName(String name) {
    return switch (name) {
      case "user" -> USER;
      case "admin" -> ADMIN;
      default -> throw new IllegalArgumentException("not a role");
    };
  }
}
