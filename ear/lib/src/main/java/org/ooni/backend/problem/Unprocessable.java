// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import java.util.List;
import java.util.Map;

/**
 * A parameter or member of the request has a value that is not allowed: 422. The {@code detail} is
 * a list with one item of the form that the reference's validation has, without the value; the
 * other members name the parameter in one line.
 */
public final class Unprocessable extends Problem {

  private static final long serialVersionUID = 1L;

  private final String location;
  private final String name;
  private final String text;

  /**
   * For a parameter of the query.
   *
   * @param parameter its name as the interface defines it
   * @param text what is wrong with it
   */
  public Unprocessable(String parameter, String text) {
    this("query", parameter, text);
  }

  /**
   * For anything that has a name.
   *
   * @param location {@code query}, {@code path} or {@code body}
   * @param name of the parameter or member as the interface defines it
   * @param text what is wrong with it
   */
  public Unprocessable(String location, String name, String text) {
    super(name + ": " + text, null);
    this.location = location;
    this.name = name;
    this.text = text;
  }

  @Override
  public int status() {
    return 422;
  }

  @Override
  Object detail() {
    return List.of(Map.of("type", "value_error", "loc", List.of(location, name), "msg", text));
  }
}
